-- Supabase grants its API roles all on every new table, function and sequence of `public`. Tables and functions were closed when they
-- were made; the sequences behind their ids were left open.
do $$
declare
  v_role text;
begin
  for v_role in select rolname from pg_roles where rolname in ('anon', 'authenticated') loop
    execute format('revoke all on all sequences in schema public from %I', v_role);
  end loop;
end $$;
