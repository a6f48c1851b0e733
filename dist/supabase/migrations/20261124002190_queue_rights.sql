-- A task's record also tells of its way through the queue, and who may execute what is new here.

alter function public.siso_get_task(text) rename to task_record;
alter function public.task_record(text) set schema siso;
create function public.siso_get_task(p_task_id text) returns jsonb language sql stable security definer set search_path = '' as $$
  select siso.task_record(p_task_id) || siso.turn_json(p_task_id);
$$;

do $$
declare
  f record;
begin
  if to_regprocedure('siso.set_grants()') is not null then
    -- Runners claim, and take over what was dispatched to them.
    execute format('create or replace function siso.runner_functions() returns text[] language sql immutable as $f$ select %L::text[] $f$',
      siso.runner_functions() || '{siso_claim,siso_note_run,siso_take_over}'::text[]);
    perform siso.set_grants();
    return;
  end if;
  for f in select p.oid::regprocedure::text as signature, n.nspname = 'public' as exposed
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'siso' or (n.nspname = 'public' and p.proname like 'siso\_%') loop
    execute format('revoke all on function %s from public', f.signature);
    if exists (select from pg_roles where rolname = 'anon') then
      execute format('revoke all on function %s from anon, authenticated', f.signature);
    end if;
    if f.exposed and exists (select from pg_roles where rolname = 'service_role') then
      execute format('grant execute on function %s to service_role', f.signature);
    end if;
  end loop;
end $$;
