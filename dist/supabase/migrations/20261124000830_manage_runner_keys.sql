-- Making, showing and revoking runner keys: by admins, each change in the audit. Never the hash in an answer or an audit row.

create function siso.key_change(p_actor text, p_action text, k public.runner_keys, p_before jsonb) returns void
language sql volatile as $$
  select siso.audit(p_actor, p_action, k.id, jsonb_build_object('before', p_before, 'after', jsonb_build_object('name', k.name,
    'repo', k.repo, 'environment', k.environment, 'expires_at', k.expires_at, 'revoked_at', k.revoked_at)));
$$;

-- The key is made where it is shown, once, and only its SHA-256 (hexadecimal) comes here.
create function public.siso_create_runner_key(p_request_id uuid, p_actor text, p_key jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  k public.runner_keys;
  v_answer jsonb;
  v_now timestamptz;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_create_runner_key');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'keys:edit');
  if coalesce(p_key ->> 'hash', '') !~ '^[0-9a-f]{64}$' or coalesce(p_key ->> 'repo', '') !~ '^[^/[:space:]]{1,100}/[^/[:space:]]{1,100}$'
    or coalesce(length(trim(p_key ->> 'name')) not between 1 and 100, true)
    or coalesce(p_key ->> 'environment', 'development') not in ('development', 'staging', 'production')
    or coalesce((p_key ->> 'expiresInSeconds')::bigint not between 60 and 366 * 86400, true) then
    raise exception using errcode = 'SI400', message = 'A runner key cannot be made like this',
      hint = 'It needs the SHA-256 of 32 random bytes, a repository owner/name, a name, and an end within 366 days.';
  end if;
  v_now := siso.now();
  insert into public.runner_keys (id, name, hash, repo, environment, created_by, created_at, expires_at)
  values ('K-' || substr(siso.task_id(gen_random_uuid()), 3), trim(p_key ->> 'name'), decode(p_key ->> 'hash', 'hex'), p_key ->> 'repo',
    coalesce(p_key ->> 'environment', 'development'), p_actor, v_now,
    v_now + make_interval(secs => (p_key ->> 'expiresInSeconds')::int))
  on conflict do nothing returning * into k;
  if k.id is null then
    raise exception using errcode = 'SI409', message = 'There is such a runner key already', hint = 'Make another one.';
  end if;
  perform siso.key_change(p_actor, 'key.created', k, null);
  return siso.remember(p_request_id, 'siso_create_runner_key', siso.key_json(k));
end $$;

-- Newest first.
create function public.siso_list_runner_keys(p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform siso.demand(p_actor, 'keys:edit');
  return (select coalesce(jsonb_agg(siso.key_json(k) order by k.created_at desc, k.id), '[]') from public.runner_keys k);
end $$;

-- Counts from the next call on: a run that goes on is stopped, for its heartbeats are refused. Revoking twice changes nothing.
create function public.siso_revoke_runner_key(p_request_id uuid, p_actor text, p_key_id text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  k public.runner_keys;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_revoke_runner_key');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand(p_actor, 'keys:edit');
  select * into k from public.runner_keys where id = upper(p_key_id);
  if k.id is null then
    raise exception using errcode = 'SI404', message = format('There is no runner key %s in this ledger', p_key_id),
      hint = 'See `siso keys list`.';
  end if;
  if k.revoked_at is null then
    update public.runner_keys set revoked_at = siso.now() where id = k.id returning * into k;
    perform siso.key_change(p_actor, 'key.revoked', k, '{"revoked_at": null}');
  end if;
  return siso.remember(p_request_id, 'siso_revoke_runner_key', siso.key_json(k));
end $$;
