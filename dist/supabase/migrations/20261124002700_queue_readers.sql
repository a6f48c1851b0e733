-- Who reads what the queue keeps beside its tasks: members see the workers; which flows rest is nobody's business but the queue's.
do $$
declare
  v_role text;
begin
  revoke all on public.resting_flows, public.workers from public;
  for v_role in select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') loop
    execute format('revoke all on public.resting_flows, public.workers from %I', v_role);
    execute format('revoke all on sequence public.automation_tasks_queue_no_seq from %I', v_role);
    if v_role = 'authenticated' then
      grant select on public.workers to authenticated;
      create policy siso_members_read on public.workers for select to authenticated using ((select siso.member_may('read')));
    end if;
  end loop;
end $$;

select siso.set_grants();
