-- Clock, lock, idempotency, roles, audit. Internals live in the schema `siso`, which no API exposes;
-- what clients call is `public.siso_*`. Internals set no search_path of their own (measured: it halves admission
-- time): each public function sets an empty one, no role may call internals, and every name is qualified.
create schema siso;

-- The ledger's clock. A table `siso.test_clock` exists only where a test creates it; no migration does.
create function siso.now() returns timestamptz language plpgsql volatile as $$
declare
  v_at timestamptz;
begin
  if to_regclass('siso.test_clock') is null then
    return clock_timestamp();
  end if;
  execute 'select at from siso.test_clock' into v_at;
  return coalesce(v_at, clock_timestamp());
end $$;

-- One lock per ledger. A statement of its own: what reads after it must have a younger snapshot than the lock.
create function siso.lock() returns void language sql volatile as $$
  select pg_advisory_xact_lock(7_135_110);
$$;

create table public.settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null
);

create table public.members (
  actor text primary key,
  role text not null check (role in ('admin', 'maintain', 'write', 'triage', 'read', 'none')),
  permissions text[] not null default '{}',
  updated_at timestamptz not null
);

create table public.request_log (
  request_id uuid primary key,
  function text not null,
  answer jsonb not null,
  at timestamptz not null
);
create index request_log_at on public.request_log (at);

-- Append-only. The hash columns wait for the hash chain of a later version.
create table public.audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  reason text,
  before jsonb,
  after jsonb,
  details jsonb not null default '{}',
  previous_hash bytea,
  hash bytea
);
create index audit_log_subject on public.audit_log (subject, id);

create function siso.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'SI403', message = format('%s is append-only', tg_table_name),
    hint = 'Write a new row that says what changed.';
end $$;
create trigger audit_log_append_only before update or delete on public.audit_log
  for each row execute function siso.refuse_change();
create trigger audit_log_no_truncate before truncate on public.audit_log
  for each statement execute function siso.refuse_change();

create function siso.audit(p_actor text, p_action text, p_subject text, p_more jsonb) returns void
language sql volatile as $$
  insert into public.audit_log (at, actor, action, subject, reason, before, after, details)
  values (siso.now(), p_actor, p_action, p_subject, p_more ->> 'reason', p_more -> 'before', p_more -> 'after',
    coalesce(p_more -> 'details', '{}'));
$$;

-- The first answer to a request of the last 24 hours, or null. Call it under the lock.
create function siso.replay(p_request_id uuid, p_function text) returns jsonb
language plpgsql volatile as $$
declare
  v_seen record;
begin
  select * into v_seen from public.request_log where request_id = p_request_id;
  if not found then
    return null;
  end if;
  if v_seen.at <= siso.now() - interval '24 hours' then
    delete from public.request_log where request_id = p_request_id;
    return null;
  end if;
  if v_seen.function <> p_function then
    raise exception using errcode = 'SI409', message = format('request %s was already used for %s', p_request_id, v_seen.function),
      hint = 'Use a fresh request id for each call.';
  end if;
  return v_seen.answer;
end $$;

create function siso.remember(p_request_id uuid, p_function text, p_answer jsonb) returns jsonb
language sql volatile as $$
  insert into public.request_log (request_id, function, answer, at) values (p_request_id, p_function, p_answer, siso.now())
  returning answer;
$$;

create function siso.setting(p_key text) returns jsonb language sql stable as $$
  select value from public.settings where key = p_key;
$$;

-- Role from `members`, else the ledger's default: `admin` for the local user of an embedded ledger, `none` elsewhere.
create function siso.may(p_actor text, p_permission text) returns boolean
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

-- Raises SI403 unless the actor may; a refused change is audited by the caller's error, a refused task by a row.
create function siso.demand(p_actor text, p_permission text) returns void
language plpgsql stable as $$
begin
  if not siso.may(p_actor, p_permission) then
    raise exception using errcode = 'SI403', message = format('%s lacks the permission %s', p_actor, p_permission),
      hint = 'Ask an admin of this ledger to grant it.';
  end if;
end $$;

-- A local midnight as an instant. Where clocks go back from 01:00 it comes twice, and the first one counts.
create function siso.midnight(p_zone text, p_local timestamp) returns timestamptz
language sql stable as $$
  select case when (p_local at time zone p_zone - interval '1 hour') at time zone p_zone = p_local
    then p_local at time zone p_zone - interval '1 hour' else p_local at time zone p_zone end;
$$;

-- Calendar periods are computed, never reset by a job.
create function siso.period_start(p_zone text, p_kind text, p_at timestamptz) returns timestamptz
language sql stable as $$
  select siso.midnight(p_zone, date_trunc(p_kind, p_at at time zone p_zone));
$$;

create function siso.period_end(p_zone text, p_kind text, p_at timestamptz) returns timestamptz
language sql stable as $$
  select siso.midnight(p_zone, date_trunc(p_kind, p_at at time zone p_zone) + ('1 ' || p_kind)::interval);
$$;

create function siso.letter(p_random uuid, p_byte int) returns text language sql immutable as $$
  select substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (get_byte(uuid_send(p_random), p_byte) & 31), 1);
$$;

-- T- and eight letters of Crockford's base 32: short enough to type, one in 10^12 to collide. Bytes 6 and 8 of a UUID are not random.
create function siso.task_id(p_random uuid) returns text language sql immutable as $$
  select 'T-' || siso.letter(p_random, 0) || siso.letter(p_random, 1) || siso.letter(p_random, 2) || siso.letter(p_random, 3)
    || siso.letter(p_random, 4) || siso.letter(p_random, 5) || siso.letter(p_random, 10) || siso.letter(p_random, 11);
$$;
