-- Runner keys: what a machine that runs tasks of one repository holds instead of the project's secret key. docs/runner-keys.md.

create table public.runner_keys (
  id text primary key,
  name text not null,
  -- SHA-256 of the key; the key itself is never here
  hash bytea not null unique check (octet_length(hash) = 32),
  repo text not null,
  environment text not null check (environment in ('development', 'staging', 'production')),
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  -- at most a minute behind
  last_used_at timestamptz
);
alter table public.runner_keys enable row level security;

-- What a runner may call, and nothing else: `anon` is granted exactly these.
create function siso.runner_functions() returns text[] language sql immutable as $$
  select array['siso_schema', 'siso_status', 'siso_prices', 'siso_check', 'siso_submit', 'siso_admit', 'siso_admit_task',
    'siso_task_request', 'siso_answer', 'siso_start', 'siso_heartbeat', 'siso_append_log', 'siso_settle', 'siso_release',
    'siso_record_publication'];
$$;

-- Whether nobody but the owner of the database or the service asks, without a runner key. PostgREST sets role and headers for each
-- request, the embedded store the headers. One expression, so that it is part of whatever asks: it is on the way of every call.
create function siso.is_trusted() returns boolean language sql stable as $$
  select coalesce(strpos(current_setting('request.headers', true), 'x-siso-runner-key'), 0) = 0
    and current_setting('role', true) not in ('anon', 'authenticated');
$$;

-- The key that this call was made with; null for whoever is trusted. Raises SI401 for a key that does not count, and
-- for somebody else without one. Only hashes are compared, so that no answer's time tells anything of a key.
create function siso.runner() returns public.runner_keys language plpgsql stable as $$
declare
  v_key text;
  k public.runner_keys;
begin
  if siso.is_trusted() then
    return null;
  end if;
  v_key := nullif(current_setting('request.headers', true), '')::json ->> 'x-siso-runner-key';
  if v_key is null then
    if current_setting('role', true) in ('anon', 'authenticated') then
      raise exception using errcode = 'SI401', message = 'This ledger asks for a runner key beside the publishable key',
        hint = 'Set SISO_RUNNER_KEY to a key of this repository; an admin makes one with `siso keys create`.';
    end if;
    return null;
  end if;
  select * into k from public.runner_keys where hash = sha256(convert_to(v_key, 'UTF8'));
  if k.id is null then
    raise exception using errcode = 'SI401', message = 'This ledger does not know the runner key in SISO_RUNNER_KEY',
      hint = 'Check that it is whole and of this ledger; an admin makes a new one with `siso keys create`.';
  elsif k.revoked_at is not null then
    raise exception using errcode = 'SI401', message = format('The runner key %s (%s) in SISO_RUNNER_KEY was revoked', k.name, k.id),
      hint = 'Ask an admin of this ledger for a new one: `siso keys create`.';
  elsif k.expires_at <= siso.now() then
    raise exception using errcode = 'SI401', message = format('The runner key %s (%s) in SISO_RUNNER_KEY has expired', k.name, k.id),
      hint = 'Ask an admin of this ledger for a new one: `siso keys create`.';
  end if;
  return k;
end $$;

create function siso.caller_key() returns text language sql stable as $$
  select k.id from siso.runner() k;
$$;

create function siso.caller_repo() returns text language sql stable as $$
  select k.repo from siso.runner() k;
$$;

-- Which key a row is from is said by the row itself, whoever writes it.
alter table public.request_log add column runner_repo text default case when not siso.is_trusted() then siso.caller_repo() end;
alter table public.automation_tasks add column runner_key text default case when not siso.is_trusted() then siso.caller_key() end;

create function siso.note_runner() returns trigger language plpgsql as $$
begin
  new.details := new.details || jsonb_strip_nulls(jsonb_build_object('runnerKey', siso.caller_key()));
  return new;
end $$;
create trigger audit_log_runner before insert on public.audit_log
  for each row when (not siso.is_trusted()) execute function siso.note_runner();

-- Strangers are turned away before they can queue for the lock.
create or replace function siso.lock() returns void language plpgsql volatile as $$
begin
  if not siso.is_trusted() then
    perform siso.runner();
  end if;
  perform pg_advisory_xact_lock(7_135_110);
end $$;

-- Raises SI403 where a runner calls what is not for runners, whatever its role in the database could do.
create function siso.demand_runners_own(p_function text) returns void language plpgsql stable as $$
begin
  if siso.caller_key() is not null and p_function <> all (siso.runner_functions()) then
    raise exception using errcode = 'SI403', message = format('A runner key may not call %s', p_function),
      hint = 'Runners only run tasks: unset SISO_RUNNER_KEY and use the secret key for everything else.';
  end if;
end $$;

-- As before; and a runner gets no answer that was given to another repository, or to somebody who is no runner.
create or replace function siso.replay(p_request_id uuid, p_function text) returns jsonb
language plpgsql volatile as $$
declare
  k public.runner_keys;
  v_seen record;
begin
  if not siso.is_trusted() then
    k := siso.runner();
    perform siso.demand_runners_own(p_function);
    update public.runner_keys set last_used_at = siso.now()
    where id = k.id and (last_used_at is null or last_used_at <= siso.now() - interval '1 minute');
  end if;
  select * into v_seen from public.request_log where request_id = p_request_id;
  if not found then
    return null;
  end if;
  if v_seen.at <= siso.now() - interval '24 hours' then
    delete from public.request_log where request_id = p_request_id;
    return null;
  end if;
  if k.id is not null and v_seen.runner_repo is distinct from k.repo then
    raise exception using errcode = 'SI409', message = format('request %s was already used by somebody else', p_request_id),
      hint = 'Use a fresh request id for each call.';
  end if;
  if v_seen.function <> p_function then
    raise exception using errcode = 'SI409', message = format('request %s was already used for %s', p_request_id, v_seen.function),
      hint = 'Use a fresh request id for each call.';
  end if;
  return v_seen.answer;
end $$;

create or replace function public.siso_answer(p_request_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  k public.runner_keys := siso.runner();
begin
  return jsonb_build_object('answer', (select answer from public.request_log
    where request_id = p_request_id and (k.id is null or runner_repo = k.repo)));
end $$;

-- What `members`, else the ledger's default role, gives an actor.
create function siso.has_right(p_actor text, p_permission text) returns boolean
language plpgsql stable as $$
declare
  v_role text;
  v_extra text[];
begin
  select coalesce(m.role, s.value #>> '{}', 'none'), coalesce(m.permissions, '{}') into v_role, v_extra
  from (values ('default_role')) as by_default (key)
  left join public.settings s using (key)
  left join public.members m on m.actor = p_actor;
  return v_role = 'admin'
    or p_permission = any (v_extra)
    or (v_role = 'maintain' and p_permission in ('task:create', 'task:urgent', 'task:cancel_any', 'queue:pause', 'audit:read'))
    or (v_role = 'write' and p_permission = 'task:create');
end $$;

-- Whether the caller may do something as `p_actor`. A runner can name any actor, so it has its own right and none of theirs.
create or replace function siso.may(p_actor text, p_permission text) returns boolean
language plpgsql stable as $$
begin
  if not siso.is_trusted() and siso.caller_key() is not null then
    return p_permission = 'task:create';
  end if;
  return siso.has_right(p_actor, p_permission);
end $$;

-- Whether a task may be something. One that a runner made has the right of its key, whoever admits it: its actor was only named.
create function siso.task_may(p_task jsonb, p_permission text) returns boolean
language plpgsql stable as $$
begin
  if p_task ? 'runnerKey' then
    return p_permission = 'task:create';
  end if;
  return siso.has_right(p_task ->> 'actor', p_permission);
end $$;

-- Exactly who may execute what. To be called at the end of every migration that makes functions.
create function siso.set_grants() returns void language plpgsql volatile as $$
declare
  f record;
  v_role text;
begin
  for f in select p.oid::regprocedure::text as signature, p.proname as name, n.nspname = 'public' as exposed
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'siso' or (n.nspname = 'public' and p.proname like 'siso\_%') loop
    execute format('revoke all on function %s from public', f.signature);
    for v_role in select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') loop
      execute format('revoke all on function %s from %I', f.signature, v_role);
      if (f.exposed and v_role = 'service_role') or (f.exposed and v_role = 'anon' and f.name = any (siso.runner_functions()))
        or (not f.exposed and v_role = 'authenticated' and f.name = 'member_may') then
        execute format('grant execute on function %s to %I', f.signature, v_role);
      end if;
    end loop;
  end loop;
end $$;
