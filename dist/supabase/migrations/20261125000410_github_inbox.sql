-- From webhook to work: stored once, lent to one at a time, repeated until it is done.

-- `p_item`: {key, deliveryId, event, payload}. A key that is known is not stored again.
create function public.siso_github_receive(p_item jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id bigint;
  v_now timestamptz;
begin
  perform siso.lock();
  v_now := siso.now();
  if p_item ->> 'event' = 'comment.deleted' then
    -- what it asked for, and nobody has worked on or even heard yet, is not done any more
    insert into public.github_inbox (key, delivery_id, event, payload, received_at, state, next_at, ended_at)
    values (regexp_replace(p_item ->> 'key', '/deleted$', '/created'), p_item ->> 'deliveryId', 'comment.created', '{}', v_now, 'done', v_now, v_now)
    on conflict (key) do update set state = 'done', payload = '{}', ended_at = v_now
    where github_inbox.state = 'pending' and github_inbox.token is null;
  end if;
  insert into public.github_inbox (key, delivery_id, event, payload, thread, received_at, state, next_at)
  values (p_item ->> 'key', p_item ->> 'deliveryId', p_item ->> 'event', p_item -> 'payload',
    (p_item #>> '{payload,thread,repoId}') || '/' || (p_item #>> '{payload,thread,number}'), v_now, 'pending', v_now)
  on conflict (key) do nothing returning id into v_id;
  return jsonb_build_object('stored', v_id is not null);
end $$;

-- A repository that has another name now has it everywhere: its tasks are found, and what runs for them is told from what does not.
create function siso.github_rename(p_thread jsonb) returns void language plpgsql volatile as $$
declare
  v_repo_id bigint := (p_thread ->> 'repoId')::bigint;
  v_new text := p_thread ->> 'repo';
  v_old text := (select repo from public.github_threads where repo_id = v_repo_id and repo <> v_new limit 1);
begin
  if v_old is null then
    return;
  end if;
  update public.automation_tasks a set repo = v_new from public.github_tasks g join public.github_threads h on h.id = g.thread_id
  where g.task_id = a.id and h.repo_id = v_repo_id and a.repo = v_old;
  update public.usage_holds u set repo = v_new, flow = a.flow from public.automation_tasks a
  where a.id = u.task_id and u.state = 'active' and u.repo = v_old and a.repo = v_new;
  update public.github_threads set repo = v_new where repo_id = v_repo_id;
end $$;

-- The thread that `p` names: {repoId, repo, number, isPull, installationId}.
create function siso.github_thread(p jsonb, p_now timestamptz) returns public.github_threads language plpgsql volatile as $$
declare
  v_thread public.github_threads;
begin
  perform siso.github_rename(p);
  insert into public.github_threads as t (repo_id, repo, number, is_pull, installation_id, next_at)
  values ((p ->> 'repoId')::bigint, p ->> 'repo', (p ->> 'number')::int, coalesce((p ->> 'isPull')::boolean, false),
    (p ->> 'installationId')::bigint, p_now)
  on conflict (repo_id, number) do update set closed = null,
    installation_id = coalesce(excluded.installation_id, t.installation_id)
  returning * into v_thread;
  return v_thread;
end $$;

-- Lends what is due for two minutes; of a thread nothing before what came earlier. What was taken six times and never done is given up.
create function public.siso_github_take(p_request_id uuid, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_take');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  delete from public.github_inbox where id = any (array(select id from public.github_inbox
    where state <> 'pending' and ended_at <= v_now - interval '30 days' order by ended_at limit 500));
  update public.github_inbox set state = 'failed', token = null, ended_at = v_now, payload = '{}',
    error = coalesce(error, 'whoever worked on it died before they could tell')
  where state = 'pending' and attempts >= 6 and next_at <= v_now;
  with taken as (
    update public.github_inbox set token = gen_random_uuid(), attempts = attempts + 1, next_at = v_now + interval '2 minutes'
    where id = any (array(select id from public.github_inbox i where state = 'pending' and next_at <= v_now
        and not exists (select from public.github_inbox o where o.thread = i.thread and o.id < i.id and o.state = 'pending' and o.next_at > v_now)
      order by id limit least(greatest(p_limit, 1), 50)))
    returning *
  )
  select jsonb_build_object('items', coalesce(jsonb_agg(jsonb_build_object('id', id, 'token', token, 'key', key, 'event', event,
    'payload', payload, 'attempt', attempts, 'receivedAt', received_at) order by id), '[]')) into v_answer from taken;
  if v_answer -> 'items' = '[]' then
    return v_answer;
  end if;
  perform siso.github_rename(i -> 'payload' -> 'thread') from jsonb_array_elements(v_answer -> 'items') i where i -> 'payload' ? 'thread';
  return siso.remember(p_request_id, 'siso_github_take', v_answer);
end $$;

-- `p_result`: {ok, error, passes, retryAfterSeconds}. Without `ok` it is tried again, later each time: six times, and what `passes`, such
-- as an outage of GitHub, for three days.
create function public.siso_github_done(p_request_id uuid, p_item_id bigint, p_token uuid, p_result jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  i public.github_inbox;
  v_answer jsonb;
  v_now timestamptz;
  v_state text;
  v_passes boolean;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_done');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  select * into i from public.github_inbox where id = p_item_id and token = p_token and state = 'pending';
  if i.id is null then
    return siso.remember(p_request_id, 'siso_github_done', siso.lease_lost());
  end if;
  v_passes := coalesce((p_result ->> 'passes')::boolean, false) and i.received_at > v_now - interval '3 days';
  v_state := case when (p_result ->> 'ok')::boolean then 'done' when i.attempts >= 6 and not v_passes then 'failed' else 'pending' end;
  update public.github_inbox set state = v_state, token = null, error = left(p_result ->> 'error', 500),
    payload = case v_state when 'pending' then payload else '{}' end, ended_at = case when v_state <> 'pending' then v_now end,
    attempts = case when v_passes then attempts - 1 else attempts end,
    next_at = v_now + make_interval(secs => least(3600, greatest((p_result ->> 'retryAfterSeconds')::double precision,
      case when v_passes then least(600, greatest(10, extract(epoch from v_now - received_at) / 2)) else 5 * 2 ^ attempts end)))
  where id = i.id;
  return siso.remember(p_request_id, 'siso_github_done', jsonb_build_object('ok', true, 'state', v_state));
end $$;

create function siso.thread_changed(p_thread_id bigint, p_now timestamptz) returns void language sql volatile as $$
  update public.github_threads set changed_at = greatest(p_now, changed_at + interval '1 microsecond') where id = p_thread_id;
$$;

-- What was asked for is answered in the thread's comment: {kind, title, body, forCommentUrl}. The last three are shown.
create function public.siso_github_notice(p_request_id uuid, p_thread jsonb, p_notice jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
  v_thread public.github_threads;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_notice');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_thread := siso.github_thread(p_thread, v_now);
  update public.github_threads set notices = (
    select jsonb_agg(n.value order by n.ordinality) from (
      select * from jsonb_array_elements(v_thread.notices || (p_notice || jsonb_build_object('at', v_now))) with ordinality
      order by ordinality desc limit 3) n)
  where id = v_thread.id;
  perform siso.thread_changed(v_thread.id, v_now);
  return siso.remember(p_request_id, 'siso_github_notice', jsonb_build_object('threadId', v_thread.id));
end $$;

select siso.set_grants();
