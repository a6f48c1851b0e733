-- The outbox: deliveries are made of the feed, each is lent to one sender at a time, and repeated until it arrives or is given up.

-- Seconds until a delivery is tried again: 1, 2, 4 … minutes, at most 6 hours, and up to a quarter more so that not all come at once.
create function siso.delivery_backoff(p_attempts int) returns double precision language sql volatile as $$
  select least(21600, 60 * 2 ^ (p_attempts - 1)) * (1 + random() / 4);
$$;

create function siso.wants(p_kinds text[], p_kind text) returns boolean language sql immutable as $$
  select p_kind = any (p_kinds) or split_part(p_kind, '.', 1) || '.*' = any (p_kinds) or '*' = any (p_kinds);
$$;

-- Makes deliveries of what has happened since, at most 500 events a webhook. Answers whether there is more.
create function siso.feed_webhooks(p_now timestamptz) returns boolean language plpgsql volatile as $$
declare
  w public.webhooks;
  e record;
  v_place bigint[];
  v_more boolean := false;
begin
  for w in select * from public.webhooks order by id for update loop
    v_place := null;
    for e in select * from siso.feed(w.place, 500) loop
      v_place := e.place;
      v_more := v_more or e.n = 500;
      if siso.wants(w.kinds, e.kind) then
        perform siso.insert_delivery(w.id, jsonb_build_object('at', e.at, 'kind', e.kind, 'subject', e.subject, 'data', e.data), p_now);
      end if;
    end loop;
    if v_place is not null then
      update public.webhooks set place = v_place where id = w.id;
    end if;
  end loop;
  return v_more;
end $$;

-- Whether there is anything to deliver, or may be: what a sender asks when it looks. Takes no lock and reads the end of some indexes.
create function public.siso_webhooks_due() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_end bigint[] := siso.feed_end();
begin
  return (select jsonb_build_object('webhooks', count(*), 'due', coalesce(bool_or(
      w.place[1] < v_end[1] or w.place[2] < v_end[2] or w.place[3] < v_end[3]
      or exists (select from public.webhook_deliveries d
        where d.webhook_id = w.id and d.state = 'pending' and d.next_at <= siso.now())), false))
    from public.webhooks w);
end $$;

-- What a sender needs to know beside what it is told again when an answer was lost: secrets are not kept with answers.
create function siso.with_secrets(p_answer jsonb) returns jsonb language sql stable as $$
  select p_answer || jsonb_build_object('deliveries', coalesce((select jsonb_agg(j.delivery || jsonb_build_object('url', w.url,
      'secret', w.secret, 'format', w.format, 'allowPrivate', w.allow_private) order by j.n)
    from jsonb_array_elements(p_answer -> 'deliveries') with ordinality j (delivery, n)
    join public.webhooks w on w.id = j.delivery ->> 'webhookId'), '[]'));
$$;

-- Lends deliveries that are due to one sender for a minute; whoever does not say in that time how it went is taken for dead. No
-- webhook gets more than its share as long as others have something due.
create function public.siso_take_deliveries(p_request_id uuid, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
  v_more boolean;
  v_ids bigint[];
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_take_deliveries');
  if v_answer is not null then
    return siso.with_secrets(v_answer);
  end if;
  v_now := siso.now();
  delete from public.webhook_deliveries where id = any (array(select id from public.webhook_deliveries
    where state <> 'pending' and ended_at <= v_now - case state when 'delivered' then interval '7 days' else interval '30 days' end
    order by ended_at limit 500));
  v_more := siso.feed_webhooks(v_now);
  update public.webhook_deliveries set state = 'dead', token = null, ended_at = v_now,
    error = coalesce(error, 'its senders died before they could tell')
  where state = 'pending' and attempts >= 12 and next_at <= v_now;
  v_ids := array(select d.id from public.webhooks w cross join lateral (
      select x.id, row_number() over (order by x.next_at, x.id) as turn from (
        select * from public.webhook_deliveries where webhook_id = w.id and state = 'pending' and next_at <= v_now
        order by next_at, id limit least(greatest(p_limit, 1), 100)) x) d
    order by d.turn, d.id limit least(greatest(p_limit, 1), 100));
  with taken as (
    update public.webhook_deliveries set token = gen_random_uuid(), attempts = attempts + 1, next_at = v_now + interval '60 seconds'
    where id = any (v_ids) returning *
  )
  select jsonb_build_object('more', v_more, 'deliveries', coalesce(jsonb_agg(jsonb_build_object('id', 'D-' || t.id, 'token', t.token,
    'webhookId', t.webhook_id, 'messageId', t.message_id, 'attempt', t.attempts, 'event', t.event) order by t.id), '[]'))
  into v_answer from taken t;
  return siso.with_secrets(siso.remember(p_request_id, 'siso_take_deliveries', v_answer));
end $$;

-- How an attempt went. `p_result`: {ok, status, error}. Whoever has no longer lent it changes nothing.
create function public.siso_delivery_done(p_request_id uuid, p_delivery_id text, p_token uuid, p_result jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  d public.webhook_deliveries;
  v_answer jsonb;
  v_now timestamptz;
  v_state text;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_delivery_done');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  select * into d from public.webhook_deliveries where id = siso.delivery_no(p_delivery_id) and token = p_token and state = 'pending';
  if d.id is null then
    return siso.remember(p_request_id, 'siso_delivery_done', '{"ok": false, "reason": "lease_lost"}');
  end if;
  v_state := case when (p_result ->> 'ok')::boolean then 'delivered' when d.attempts >= 12 then 'dead' else 'pending' end;
  update public.webhook_deliveries set state = v_state, token = null, status = (p_result ->> 'status')::int,
    error = left(p_result ->> 'error', 300), ended_at = case when v_state <> 'pending' then v_now end,
    next_at = v_now + make_interval(secs => siso.delivery_backoff(d.attempts))
  where id = d.id;
  return siso.remember(p_request_id, 'siso_delivery_done', jsonb_build_object('ok', true, 'state', v_state));
end $$;

-- The number of `D-12`; null for anything else.
create function siso.delivery_no(p_id text) returns bigint language sql immutable as $$
  select substring(p_id from '^[dD]-(\d{1,18})$')::bigint;
$$;

-- Deliveries say the same as the events they were made of, and go with them.
create or replace function siso.prune_sums(p_before timestamptz, p_now timestamptz, p_batch int, out gone jsonb, out done boolean)
language plpgsql volatile as $$
declare
  v_zone text := (select zone from public.token_limits_config where scope = 'global');
  v_days bigint;
  v_periods bigint;
  v_alerts bigint;
  v_others bigint;
  v_deliveries bigint;
begin
  delete from public.automation_analytics where ctid = any (array(
    select ctid from public.automation_analytics where day < (p_before at time zone v_zone)::date limit p_batch));
  get diagnostics v_days = row_count;
  delete from public.budget_periods where ctid = any (array(
    select ctid from public.budget_periods where ends_at <= p_before limit p_batch));
  get diagnostics v_periods = row_count;
  delete from public.alerts where ctid = any (array(select ctid from public.alerts where at < p_before limit p_batch));
  get diagnostics v_alerts = row_count;
  -- as siso_expire does, for a ledger that nobody sweeps
  delete from public.rate_limit_usage where ctid = any (array(
    select ctid from public.rate_limit_usage where bucket_start < p_now - interval '3 days' limit p_batch));
  get diagnostics v_others = row_count;
  delete from public.webhook_deliveries where ctid = any (array(
    select ctid from public.webhook_deliveries where created_at < p_before limit p_batch));
  get diagnostics v_deliveries = row_count;
  gone := jsonb_build_object('days', v_days, 'periods', v_periods, 'alerts', v_alerts);
  done := greatest(v_days, v_periods, v_alerts, v_others, v_deliveries) < p_batch;
end $$;
