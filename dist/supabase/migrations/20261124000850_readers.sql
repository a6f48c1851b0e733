-- People who sign in read what their membership allows, and write nothing. Everything else goes through functions.

-- The user of Supabase's sign-in who is this member. Set by whoever administers the database, never taken from what users can edit.
alter table public.members add column user_id uuid unique;

-- Whether the signed-in user of this statement may read something: by the `sub` of the verified token, which users cannot choose.
-- There is no default role here: whoever is no member reads nothing.
create function siso.member_may(p_what text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  m public.members;
begin
  select * into m from public.members
  where user_id::text = nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub';
  return m.actor is not null and (m.role = 'admin' or p_what = any (m.permissions)
    or case p_what when 'read' then m.role <> 'none' when 'audit:read' then m.role = 'maintain' else false end);
end $$;

do $$
declare
  v record;
  v_role text;
begin
  for v in select * from (values
    -- the column list keeps out: a lease token settles, a hash is nobody's business
    ('automation_tasks', 'read', null), ('task_events', 'read', null), ('task_logs', 'read', null), ('task_texts', 'read', null),
    ('usage_holds', 'read', 'id, task_id, attempt, state, category, repo, model, amount_micros, tokens, estimate_tokens, buffer_tokens,
      price_id, periods, charges, used_micros, used_tokens, booked_micros, booked_tokens, cost_source, admitted_at, started_at,
      lease_expires_at, ended_at'),
    ('token_usage_history', 'read', null), ('rate_limit_usage', 'read', null), ('rate_limit_config', 'read', null),
    ('token_limits_config', 'read', null), ('budget_grants', 'read', null), ('budget_periods', 'read', null),
    ('model_prices', 'read', null), ('automation_analytics', 'read', null), ('alerts', 'read', null),
    ('audit_log', 'audit:read', null), ('members', 'admin', null), ('settings', 'admin', null),
    ('runner_keys', 'admin', 'id, name, repo, environment, created_by, created_at, expires_at, revoked_at, last_used_at'),
    ('request_log', null, null)
  ) as t (name, needs, columns) loop
    execute format('revoke all on public.%I from public', v.name);
    for v_role in select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') loop
      -- the service too has functions only: whoever has its key keeps the books like everybody
      execute format('revoke all on public.%I from %I', v.name, v_role);
      if v_role = 'authenticated' and v.needs is not null then
        execute format('grant select %s on public.%I to authenticated', '(' || v.columns || ')', v.name);
        -- in parentheses it is asked once a statement, not once a row
        execute format('create policy siso_members_read on public.%I for select to authenticated using ((select siso.member_may(%L)))',
          v.name, v.needs);
      end if;
    end loop;
  end loop;
  -- the sequences of these tables; other tables of the project are not ours
  for v in select d.objid::regclass::text as name, r.rolname from pg_depend d
    join pg_class c on c.oid = d.objid and c.relkind = 'S'
    join pg_policies p on d.refobjid = format('%I.%I', p.schemaname, p.tablename)::regclass and p.policyname = 'siso_members_read'
    cross join pg_roles r
    where d.deptype in ('a', 'i') and r.rolname in ('anon', 'authenticated', 'service_role') loop
    execute format('revoke all on sequence %s from %I', v.name, v.rolname);
  end loop;
end $$;

select siso.set_grants();
