-- Who may do what by the role that GitHub gives them in a repository. Whoever is a member of the ledger has a member's rights instead.

-- `admin` of a repository is not admin of the ledger: limits, budgets of others, roles and the emergency buffer need membership.
create function siso.github_role_may(p_role text, p_permission text) returns boolean language sql immutable as $$
  select case p_role
    when 'admin' then p_permission in ('task:create', 'task:urgent', 'task:cancel_any', 'queue:pause', 'audit:read', 'repository:grant')
    when 'maintain' then p_permission in ('task:create', 'task:urgent', 'task:cancel_any', 'queue:pause', 'audit:read')
    when 'write' then p_permission = 'task:create'
    else false end;
$$;

create function siso.github_right(p_actor text, p_role text, p_permission text) returns boolean language plpgsql stable as $$
begin
  if exists (select from public.members where actor = p_actor) then
    return siso.has_right(p_actor, p_permission);
  end if;
  return siso.github_role_may(p_role, p_permission);
end $$;

-- Whether the caller may do something as `p_actor`. A runner can name any actor, so it has its own right and none of theirs; one who
-- comments has the rights of the role that the bot has asked GitHub for.
create or replace function siso.may(p_actor text, p_permission text) returns boolean
language plpgsql stable as $$
declare
  v_role text := current_setting('siso.github_role', true);
begin
  if not siso.is_trusted() and siso.caller_key() is not null then
    return p_permission = 'task:create';
  end if;
  if v_role <> '' then
    return siso.github_right(p_actor, v_role, p_permission);
  end if;
  return siso.has_right(p_actor, p_permission);
end $$;

-- Whether a task may be something. One that a runner made has the right of its key, one from a comment that of its author's role then.
create or replace function siso.task_may(p_task jsonb, p_permission text) returns boolean
language plpgsql stable as $$
begin
  if p_task ? 'runnerKey' then
    return p_permission = 'task:create';
  elsif p_task ? 'githubRole' then
    return siso.github_right(p_task ->> 'actor', p_task ->> 'githubRole', p_permission);
  end if;
  return siso.has_right(p_task ->> 'actor', p_permission);
end $$;

-- A task that a person of a repository names is one of that repository. Raises SI404 for any other, as for none.
create function siso.task_in(p_task_id text, p_repo text) returns public.automation_tasks language plpgsql stable as $$
declare
  t public.automation_tasks;
begin
  select * into t from public.automation_tasks where id = upper(p_task_id) and lower(repo) = lower(p_repo);
  if t.id is null then
    raise exception using errcode = 'SI404', message = format('There is no task %s in %s', upper(p_task_id), p_repo),
      hint = 'Ask for what there is with /siso queue.';
  end if;
  return t;
end $$;

-- Calls one of the ledger's functions as a person of `p_repo` who has `p_role` there. For the bot, which has asked GitHub who it is.
create function public.siso_github_act(p_role text, p_repo text, p_function text, p_args jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_request uuid := (p_args ->> 'p_request_id')::uuid;
  v_actor text := p_args ->> 'p_actor';
begin
  perform siso.lock();
  perform set_config('siso.github_role', coalesce(nullif(p_role, ''), 'none'), true);
  if p_args ? 'p_task_id' then
    perform siso.task_in(p_args ->> 'p_task_id', p_repo);
  end if;
  case p_function
    when 'siso_cancel' then return public.siso_cancel(v_request, v_actor, p_args ->> 'p_task_id');
    when 'siso_retry' then
      perform siso.demand_approved(p_args ->> 'p_task_id', p_args -> 'p_overrides');
      perform siso.demand_hour(p_args ->> 'p_task_id', p_args -> 'p_overrides', (p_args ->> 'p_hour_micros')::bigint);
      return public.siso_retry(v_request, v_actor, p_args ->> 'p_task_id', p_args -> 'p_overrides');
    when 'siso_set_setting' then
      if coalesce(p_args ->> 'p_key', '') not in ('paused', 'pause_reason') then
        raise exception using errcode = 'SI403', message = 'A comment changes no settings but the pause', hint = 'Use the siso command.';
      end if;
      return public.siso_set_setting(v_request, v_actor, p_args ->> 'p_key', p_args -> 'p_value');
    when 'siso_grant' then
      -- a budget of the repository's own, which can only be tighter than those around it
      if p_args #>> '{p_grant,scope}' is distinct from 'repo' or lower(p_args #>> '{p_grant,value}') is distinct from lower(p_repo) then
        perform siso.demand(v_actor, 'budget:edit');
      elsif not siso.may(v_actor, 'budget:edit') then
        perform siso.demand(v_actor, 'repository:grant');
      end if;
      perform set_config('siso.github_role', '', true);
      return siso.grant_now(v_request, v_actor, p_args -> 'p_grant');
    else
      raise exception using errcode = 'SI400', message = format('%s is nothing that a comment does', p_function), hint = 'Use the siso command.';
  end case;
end $$;

-- siso_grant without the question who may.
select siso.rewrite('public.siso_grant(uuid, text, jsonb)'::regprocedure, array['public.siso_grant(', 'siso.grant_now(',
  '  perform siso.demand(p_actor, ''budget:edit'');' || chr(10), '', ' SECURITY DEFINER', '']);

create or replace function public.siso_grant(p_request_id uuid, p_actor text, p_grant jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform siso.lock();
  if siso.replay(p_request_id, 'siso_grant') is null then
    perform siso.demand(p_actor, 'budget:edit');
  end if;
  return siso.grant_now(p_request_id, p_actor, p_grant);
end $$;

select siso.set_grants();
