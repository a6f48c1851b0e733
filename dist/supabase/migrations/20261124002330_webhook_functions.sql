-- Making, showing and removing webhooks, and what became of their deliveries: with the permission `webhooks:edit`, which admins have.

-- `p_webhook`: {url, kinds, format, secret, allowPrivate}. Follows the feed from now on.
create function public.siso_add_webhook(p_request_id uuid, p_actor text, p_webhook jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  w public.webhooks;
  v_answer jsonb;
  v_place bigint[];
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_add_webhook');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'webhooks:edit');
  if coalesce(p_webhook ->> 'url', '') !~ '^https?://[^/?#@\s]+([/?#]\S*)?$' or length(p_webhook ->> 'url') > 2000
    or coalesce(p_webhook ->> 'secret', '') !~ '^whsec_[A-Za-z0-9+/]{32,86}={0,2}$'
    or coalesce(jsonb_typeof(p_webhook -> 'kinds') <> 'array', true) or jsonb_array_length(p_webhook -> 'kinds') not between 1 and 50
    or coalesce(p_webhook ->> 'format', 'standard') not in ('standard', 'slack') then
    raise exception using errcode = 'SI400', message = 'A webhook cannot be made like this',
      hint = 'It needs an https address without user and password, kinds of events, and a secret: whsec_ and 24 to 64 bytes in base64.';
  end if;
  if (select count(*) from public.webhooks) >= 50 then
    raise exception using errcode = 'SI409', message = 'There are 50 webhooks already', hint = 'Remove one with `siso webhooks remove`.';
  end if;
  v_place := siso.feed_end();
  v_place[4] := null;
  insert into public.webhooks (id, url, kinds, format, secret, allow_private, created_by, created_at, place)
  values ('H-' || substr(siso.task_id(gen_random_uuid()), 3), p_webhook ->> 'url',
    array(select jsonb_array_elements_text(p_webhook -> 'kinds')), coalesce(p_webhook ->> 'format', 'standard'), p_webhook ->> 'secret',
    coalesce((p_webhook ->> 'allowPrivate')::boolean, false), p_actor, siso.now(), v_place)
  returning * into w;
  perform siso.webhook_change(p_actor, 'webhook.added', w);
  return siso.remember(p_request_id, 'siso_add_webhook', siso.webhook_json(w));
end $$;

create function public.siso_remove_webhook(p_request_id uuid, p_actor text, p_webhook_id text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  w public.webhooks;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_remove_webhook');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'webhooks:edit');
  w := siso.webhook_of(p_webhook_id);
  v_answer := siso.webhook_json(w);
  perform siso.webhook_change(p_actor, 'webhook.removed', w);
  delete from public.webhooks where id = w.id;
  return siso.remember(p_request_id, 'siso_remove_webhook', v_answer);
end $$;

create function public.siso_list_webhooks(p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform siso.demand(p_actor, 'webhooks:edit');
  return (select coalesce(jsonb_agg(siso.webhook_json(w) order by w.created_at, w.id), '[]') from public.webhooks w);
end $$;

-- Newest first. `p_filter`: {webhookId, state, id}.
create function public.siso_list_deliveries(p_actor text, p_filter jsonb, p_limit int) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_webhook text;
begin
  perform siso.demand(p_actor, 'webhooks:edit');
  if p_filter ? 'webhookId' then
    v_webhook := (siso.webhook_of(p_filter ->> 'webhookId')).id;
  end if;
  return (select coalesce(jsonb_agg(siso.delivery_json(d) order by d.id desc), '[]') from (
    select * from public.webhook_deliveries where (v_webhook is null or webhook_id = v_webhook)
      and (p_filter ->> 'state' is null or state = p_filter ->> 'state')
      and (p_filter ->> 'id' is null or id = siso.delivery_no(p_filter ->> 'id'))
    order by id desc limit least(greatest(p_limit, 1), 500)) found
    join public.webhook_deliveries d on d.id = found.id);
end $$;

-- A message that says nothing but that it is one. It waits in the outbox like any other.
create function public.siso_test_webhook(p_request_id uuid, p_actor text, p_webhook_id text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  w public.webhooks;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_test_webhook');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'webhooks:edit');
  w := siso.webhook_of(p_webhook_id);
  v_now := siso.now();
  return siso.remember(p_request_id, 'siso_test_webhook', siso.delivery_json(siso.insert_delivery(w.id,
    jsonb_build_object('at', v_now, 'kind', 'webhook.test', 'subject', w.id, 'data', jsonb_build_object('actor', p_actor)), v_now)));
end $$;

-- Tries again from the first attempt: one delivery (`D-12`), or all dead ones of a webhook (`H-…`). Not what is being sent just now.
create function public.siso_redeliver(p_request_id uuid, p_actor text, p_id text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
  v_no bigint := siso.delivery_no(p_id);
  v_webhook text;
  v_count int;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_redeliver');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'webhooks:edit');
  v_now := siso.now();
  if v_no is null then
    v_webhook := (siso.webhook_of(p_id)).id;
  elsif not exists (select from public.webhook_deliveries where id = v_no) then
    raise exception using errcode = 'SI404', message = format('There is no delivery %s in this ledger', p_id),
      hint = 'See `siso webhooks deliveries`; what was delivered is kept for 7 days, what was given up for 30.';
  end if;
  update public.webhook_deliveries set state = 'pending', attempts = 0, next_at = v_now, token = null, ended_at = null
  where (id = v_no and (token is null or next_at <= v_now)) or (webhook_id = v_webhook and state = 'dead');
  get diagnostics v_count = row_count;
  if v_count > 0 then
    perform siso.audit(p_actor, 'webhook.redelivered', p_id, jsonb_build_object('details', jsonb_build_object('deliveries', v_count)));
  end if;
  return siso.remember(p_request_id, 'siso_redeliver', jsonb_build_object('redelivered', v_count));
end $$;

select siso.set_grants();
