-- Members: the first admin, and a way to take a member away. Source of the rule: docs/ledger.md, "Requests, roles, audit".

-- A ledger in which nobody may do anything takes its first admin from whoever holds the secret key; who has it may write any
-- name as actor anyway.
create function siso.may_name_first(p_role text) returns boolean language sql stable as $$
  select p_role = 'admin' and siso.setting('default_role') = '"none"' and not exists (select from public.members);
$$;

-- Raises SI409 if nobody is admin any more.
create function siso.demand_admin() returns void language plpgsql stable as $$
begin
  if siso.setting('default_role') <> '"admin"' and not exists (select from public.members where role = 'admin') then
    raise exception using errcode = 'SI409', message = 'That would leave this ledger without an admin',
      hint = 'Make somebody else admin first: siso members set NAME --role admin.';
  end if;
end $$;

-- Raises SI403 unless the actor may say who may do what.
create function siso.demand_roles(p_actor text) returns void language plpgsql stable as $$
begin
  if siso.may(p_actor, 'admin') is not true then
    raise exception using errcode = 'SI403', message = format('%s may not change roles', p_actor),
      hint = case when siso.may_name_first('admin') then 'This ledger has no admin yet; name the first one: siso members set NAME --role admin.'
        else 'Ask an admin of this ledger.' end;
  end if;
end $$;

create or replace function public.siso_set_member(p_request_id uuid, p_actor text, p_member text, p_role text, p_permissions text[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_before jsonb;
  v_after jsonb;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_set_member');
  if v_answer is not null then
    return v_answer;
  end if;
  if not siso.may_name_first(p_role) then
    perform siso.demand_roles(p_actor);
  end if;
  select to_jsonb(m) into v_before from public.members m where actor = p_member;
  insert into public.members (actor, role, permissions, updated_at) values (p_member, p_role, p_permissions, siso.now())
  on conflict (actor) do update set role = excluded.role, permissions = excluded.permissions, updated_at = excluded.updated_at
  returning to_jsonb(members) into v_after;
  perform siso.demand_admin();
  return siso.remember(p_request_id, 'siso_set_member', siso.changed(p_actor, 'member.changed', p_member, v_before, v_after));
end $$;

create function public.siso_remove_member(p_request_id uuid, p_actor text, p_member text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_before jsonb;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_remove_member');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand_roles(p_actor);
  delete from public.members m where actor = p_member returning to_jsonb(m) into v_before;
  if v_before is null then
    raise exception using errcode = 'SI404', message = format('%s is no member', p_member), hint = 'siso members lists them.';
  end if;
  perform siso.demand_admin();
  perform siso.audit(p_actor, 'member.removed', p_member, jsonb_build_object('before', v_before));
  return siso.remember(p_request_id, 'siso_remove_member', jsonb_build_object('before', v_before));
end $$;

-- What everybody may do who is no member.
create function public.siso_set_default_role(p_request_id uuid, p_actor text, p_role text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_before jsonb;
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_set_default_role');
  if v_answer is not null then
    return v_answer;
  end if;
  perform siso.demand_roles(p_actor);
  v_before := jsonb_build_object('defaultRole', siso.setting('default_role'));
  if p_role not in ('admin', 'maintain', 'write', 'triage', 'read', 'none') then
    raise exception using errcode = 'SI400', message = format('There is no role %s', p_role), hint = 'Use admin, maintain, write, triage, read or none.';
  end if;
  update public.settings set value = to_jsonb(p_role), updated_at = siso.now() where key = 'default_role';
  perform siso.demand_admin();
  return siso.remember(p_request_id, 'siso_set_default_role',
    siso.changed(p_actor, 'member.default', 'everybody', v_before, jsonb_build_object('defaultRole', p_role)));
end $$;

create function public.siso_members() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('defaultRole', siso.setting('default_role'), 'members', coalesce((
    select jsonb_agg(jsonb_build_object('actor', actor, 'role', role, 'permissions', permissions, 'updatedAt', updated_at) order by actor)
    from public.members), '[]'));
$$;

select siso.set_grants();
