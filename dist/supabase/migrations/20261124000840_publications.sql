-- Where the work of a run can be seen: branch, commit, pull request. docs/ledger.md, "Publication".
alter table public.automation_tasks add column publication jsonb;

-- Raises SI400 unless a publication is what a client may say of one.
create function siso.check_publication(p jsonb) returns void language plpgsql immutable as $$
begin
  if jsonb_typeof(p) is distinct from 'object' or coalesce(length(p ->> 'branch') not between 1 and 255, true)
    or coalesce(p ->> 'commit', 'abcdef0') !~ '^[0-9a-f]{7,64}$'
    or coalesce(p ->> 'pullRequestUrl', 'https://example.com/') !~ '^https://[!-~]+$' or length(p ->> 'pullRequestUrl') > 500
    or coalesce(p ->> 'pullRequestNumber', '1') !~ '^[1-9][0-9]{0,9}$' then
    raise exception using errcode = 'SI400', message = 'This publication cannot be recorded',
      hint = 'It has a branch, and may have a commit (hexadecimal), the https address of a pull request, and its number.';
  end if;
end $$;

-- By the lease of the task's last attempt, which was started: while it runs, and for a day after its settlement. A lost lease publishes
-- nothing. Recorded again it replaces what was there.
create function public.siso_record_publication(p_request_id uuid, p_lease_token uuid, p_publication jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hold public.usage_holds;
  v_answer jsonb;
  v_publication jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_record_publication');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.check_publication(p_publication);
  v_now := siso.now();
  v_hold := siso.hold_of(p_lease_token);
  if v_hold.state = 'active' then
    v_hold := siso.live_hold(p_lease_token, v_now);
  end if;
  if v_hold.id is null or v_hold.started_at is null or v_hold.state = 'expired' or v_hold.ended_at <= v_now - interval '24 hours'
    or exists (select from public.usage_holds h where h.task_id = v_hold.task_id and h.admitted_at > v_hold.admitted_at) then
    return siso.remember(p_request_id, 'siso_record_publication', siso.lease_lost());
  end if;
  v_publication := jsonb_strip_nulls(jsonb_build_object('branch', p_publication -> 'branch', 'commit', p_publication -> 'commit',
    'pullRequestUrl', p_publication -> 'pullRequestUrl', 'pullRequestNumber', p_publication -> 'pullRequestNumber'));
  update public.automation_tasks set publication = v_publication where id = v_hold.task_id;
  perform siso.task_event(v_hold.task_id, 'published', v_publication);
  return siso.remember(p_request_id, 'siso_record_publication', '{"ok": true}');
end $$;

create or replace function public.siso_get_task(p_task_id text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  t public.automation_tasks := siso.task_of(p_task_id);
begin
  return jsonb_build_object('id', t.id, 'name', t.name, 'actor', t.actor, 'category', t.category, 'priority', t.priority,
    'environment', t.environment, 'state', t.state, 'reason', t.reason, 'error', t.error, 'model', t.model, 'tools', t.tools,
    'template', t.template, 'repo', t.repo, 'org', t.org, 'labels', t.labels, 'attempt', t.attempt, 'budgetMicros', t.budget_micros,
    'holdMicros', t.hold_micros, 'costMicros', t.cost_micros, 'costSource', t.cost_source, 'cancelRequested', t.cancel_requested)
  || jsonb_build_object('tokens', siso.token_sums(t.input_tokens, t.output_tokens, t.cache_read_tokens, t.cache_write_5m_tokens,
      t.cache_write_1h_tokens, t.counted_tokens),
    'reportedCostMicros', t.reported_cost_micros, 'turns', t.turns, 'durationMs', t.duration_ms, 'sessionId', t.session_id,
    'branch', t.branch, 'changedFiles', t.changed_files, 'denials', t.denials, 'createdAt', t.created_at, 'startedAt', t.started_at,
    'finishedAt', t.finished_at, 'publication', t.publication,
    'result', (select body from public.task_texts where task_id = t.id and kind = 'result'),
    'logs', (select coalesce(string_agg(body, '' order by id), '') from public.task_logs where task_id = t.id),
    'events', (select coalesce(jsonb_agg(jsonb_build_object('at', at, 'event', event, 'details', details) order by id), '[]')
      from public.task_events where task_id = t.id));
end $$;

create or replace function siso.reset(t public.automation_tasks) returns void language plpgsql volatile as $$
begin
  update public.automation_tasks set state = 'queued', direct = false, reason = null, error = null, hold_micros = 0,
    reported_cost_micros = null, turns = null, duration_ms = null, session_id = null, branch = null, changed_files = '[]', denials = '[]',
    cancel_requested = false, started_at = null, finished_at = null, publication = null
  where id = t.id;
  delete from public.task_texts where task_id = t.id and kind = 'result';
end $$;
