-- What one call reads does not grow with what others have written.

-- Exactly who may execute what, and how what is called finds its rows. To be called at the end of every migration that makes functions.
--
-- A plan is kept for as long as its connection, and made when tables may still be empty: read whole then, a table is read whole at every
-- call for hours. So every call but the reports looks up by index, whatever the planner thinks; those that only read too, because they share
-- functions and with them plans. A bitmap scan is as bad: it reads each hold that ended
-- since the last vacuum, where a plain index scan marks those it meets, so that the next one passes over them. What is switched off counts
-- as very dear, and what is very dear would be compiled (jit), which takes longer than a hundred admissions.
create or replace function siso.set_grants() returns void language plpgsql volatile as $$
declare
  f record;
  v_role text;
begin
  for f in select p.oid::regprocedure::text as signature, p.proname as name, n.nspname = 'public' as exposed,
      p.proname in ('siso_alerts', 'siso_analytics', 'siso_audit', 'siso_prune_preview', 'siso_task_totals', 'siso_usage_summary')
        or p.proname like 'siso\_list\_%' as reports
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
    if (f.exposed and not f.reports) or f.name = 'sweep' then
      execute format('alter function %s set enable_seqscan = off', f.signature);
      execute format('alter function %s set enable_bitmapscan = off', f.signature);
      execute format('alter function %s set jit = off', f.signature);
    end if;
  end loop;
end $$;

-- Forgets requests of more than a day ago, oldest first and not all at once: nobody else may ever come to sweep an embedded ledger.
create function siso.forget_requests(p_now timestamptz) returns void language plpgsql volatile as $$
begin
  delete from public.request_log where request_id = any (array(
    select request_id from public.request_log where at <= p_now - interval '24 hours' order by at limit 1000));
end $$;

create or replace function siso.sweep() returns int language plpgsql volatile as $$
declare
  v_now timestamptz;
begin
  perform siso.lock();
  v_now := siso.now();
  perform siso.forget_requests(v_now);
  perform siso.forget_buckets(v_now);
  return siso.expire_overdue(v_now);
end $$;

-- Window by window, as the index has them.
create function siso.forget_buckets(p_now timestamptz) returns void language plpgsql volatile as $$
begin
  delete from public.rate_limit_usage u using public.rate_limit_config c cross join (values ('minute'), ('hour'), ('day')) k (kind)
  where u.config_id = c.id and u.window_kind = k.kind and u.bucket_start < p_now - interval '3 days';
end $$;

-- In plpgsql, which keeps its plans from call to call: an eighth of an admission was parsing and planning this.
create or replace function siso.check_request(p_task jsonb, p_price public.model_prices) returns jsonb language plpgsql stable as $$
declare
  v_key text;
begin
  if p_task ? 'strange' then
    return siso.refusal('forbidden', p_task ->> 'strange');
  end if;
  if coalesce(p_task ->> 'category', '') not in ('development', 'testing', 'deployment', 'analysis', 'maintenance')
    or coalesce(p_task ->> 'priority', '') not in ('urgent', 'high', 'medium', 'low')
    or coalesce(p_task ->> 'environment', '') not in ('development', 'staging', 'production') then
    return siso.refusal('bad_input', 'Name a known category, priority and environment.');
  end if;
  if coalesce(p_task ->> 'actor', '') = '' or coalesce(p_task ->> 'name', '') = '' or p_task ->> 'prompt' is null then
    return siso.refusal('bad_input', 'Name the task and who asks for it, and give it a prompt.');
  end if;
  if p_task ?| '{estimateTokens,budgetMicros,tokenHold,templateMaxMicros}' then
    if least((p_task ->> 'estimateTokens')::bigint, (p_task ->> 'budgetMicros')::bigint, (p_task ->> 'tokenHold')::bigint,
      (p_task ->> 'templateMaxMicros')::bigint) <= 0 then
      return siso.refusal('bad_input', 'Estimate, budget and token hold must be above zero.');
    end if;
    if greatest((p_task ->> 'estimateTokens')::bigint, (p_task ->> 'budgetMicros')::bigint, (p_task ->> 'tokenHold')::bigint,
      (p_task ->> 'templateMaxMicros')::bigint) > 1000000000000 then
      return siso.refusal('bad_input', 'No task may ask for that much: lower estimate, budget and token hold.');
    end if;
  end if;
  if greatest(length(p_task ->> 'actor'), length(p_task ->> 'model'), length(p_task ->> 'template'), length(p_task ->> 'repo'),
    length(p_task ->> 'org'), length(p_task ->> 'commit'), length(p_task ->> 'dedupeKey')) > 255 then
    return siso.refusal('bad_input', 'Names of people, models, templates, repositories and keys have at most 255 characters.');
  end if;
  if not siso.task_may(p_task, 'task:create') then
    return siso.refusal('forbidden', format('%s may not create tasks here: ask an admin of this ledger.', p_task ->> 'actor'));
  end if;
  if p_task ->> 'priority' = 'urgent' and not siso.task_may(p_task, 'task:urgent') then
    return siso.refusal('forbidden', format('%s may not create urgent tasks: use --priority high.',
      case when p_task ? 'runnerKey' then 'A runner' else p_task ->> 'actor' end));
  end if;
  if p_price.id is null then
    return siso.refusal('price_unknown', format('No price is known for the model %s: choose a priced model or add its price.', p_task ->> 'model'));
  end if;
  return null;
end $$;

-- The condition of a trigger is parsed anew for every statement, the body of its function once a connection.
drop trigger audit_log_runner on public.audit_log;
create or replace function siso.note_runner() returns trigger language plpgsql as $$
begin
  if not siso.is_trusted() then
    new.details := new.details || jsonb_strip_nulls(jsonb_build_object('runnerKey', siso.caller_key()));
  end if;
  return new;
end $$;
create trigger audit_log_runner before insert on public.audit_log for each row execute function siso.note_runner();

select siso.set_grants();
