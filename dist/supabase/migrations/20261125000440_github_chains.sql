-- Chains from comments: their steps are of the comment's thread, pool and author.

-- What the ledger itself says of every request of this transaction; nothing where nobody set it.
create function siso.github_origin() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('siso.github_origin', true), '')::jsonb, '{}');
$$;

do $$
declare
  v_text text := pg_get_functiondef('siso.asked(jsonb)'::regprocedure);
  v_new text := replace(v_text, 'return siso.plain_request(p_task);', 'return siso.plain_request(p_task) || siso.github_origin();');
begin
  if v_new = v_text then
    raise exception 'siso.asked is not what this migration was written for';
  end if;
  execute v_new;
  v_text := pg_get_functiondef('siso.insert_step(text, text, jsonb, timestamptz)'::regprocedure);
  v_new := replace(replace(replace(v_text, 'created_at, enqueued_at, workflow_id, step)', 'created_at, enqueued_at, workflow_id, step, pool)'),
    'v_task - ''prompt'', p_now, p_now, p_workflow, s ->> ''key'');', 'v_task - ''{prompt,pool}''::text[], p_now, p_now, p_workflow, s ->> ''key'', coalesce(v_task ->> ''pool'', ''''));'),
    'v_state text :=', 'v_state text :=');
  if v_new not like '%step, pool)%' or v_new not like '%{prompt,pool}%' then
    raise exception 'siso.insert_step is not what this migration was written for';
  end if;
  execute v_new;
end $$;

-- Submits a chain from a comment. `p_origin` as for siso_github_submit; nothing of it waits for an approval.
create function public.siso_github_submit_chain(p_request_id uuid, p_actor text, p_workflow jsonb, p_origin jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
  v_now timestamptz;
  v_thread public.github_threads;
  v_used bigint;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_github_submit_chain');
  if v_answer is not null then
    return v_answer;
  end if;
  v_now := siso.now();
  v_thread := siso.github_thread(p_origin -> 'thread', v_now);
  v_used := siso.thread_micros(v_thread.id, v_now);
  if v_used + (p_workflow ->> 'budgetMicros')::bigint > (p_origin ->> 'hourMicros')::bigint then
    v_answer := siso.refusal('forbidden', format('Tasks of this thread may cost $%s within an hour, and those of the last hour account for $%s: wait, or write it elsewhere.',
      to_char((p_origin ->> 'hourMicros')::bigint / 1e6, 'FM999999990.00'), to_char(v_used / 1e6, 'FM999999990.00')));
    return siso.remember(p_request_id, 'siso_github_submit_chain', v_answer);
  end if;
  perform set_config('siso.github_origin', jsonb_build_object('githubRole', p_origin -> 'role', 'pool', p_origin -> 'pool',
    'repo', v_thread.repo)::text, true);
  v_answer := siso.create_workflow(p_actor, p_workflow, v_now);
  perform set_config('siso.github_origin', '', true);
  if v_answer ->> 'decision' = 'queued' then
    insert into public.github_tasks (task_id, thread_id, author, comment_id, comment_url, head_sha, depth, give_up_at)
    select t.id, v_thread.id, p_origin ->> 'author', (p_origin ->> 'commentId')::bigint, p_origin ->> 'commentUrl', p_origin ->> 'headSha',
      coalesce((p_origin ->> 'depth')::int, 0),
      case t.state when 'queued' then v_now + make_interval(secs => (p_origin ->> 'giveUpSeconds')::int) end
    from public.automation_tasks t where t.workflow_id = v_answer -> 'workflow' ->> 'id';
    if (p_origin ->> 'delaySeconds')::int > 0 then
      update public.automation_tasks set asleep = true, ready_at = v_now + make_interval(secs => (p_origin ->> 'delaySeconds')::int)
      where workflow_id = v_answer -> 'workflow' ->> 'id' and state = 'queued';
    end if;
    perform siso.thread_changed(v_thread.id, v_now);
  end if;
  return siso.remember(p_request_id, 'siso_github_submit_chain', v_answer);
end $$;

select siso.set_grants();
