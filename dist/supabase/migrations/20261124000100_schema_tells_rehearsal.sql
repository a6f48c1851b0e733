-- The first question of every process also answers whether the ledger only rehearses: a whole status costs ten times as much.
create or replace function public.siso_schema() returns jsonb
language sql stable security definer set search_path = '' as $$
  select siso.setting('schema') || jsonb_build_object('rehearsal', siso.setting('rehearsal') = 'true');
$$;
