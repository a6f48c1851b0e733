-- The sweep: what is due whether somebody calls or not. Everything in it is done by others too, so a ledger without `pg_cron` lacks
-- nothing but its punctuality.

-- Ends overdue holds and forgets what only the last hours need; answers how many holds. Once or a hundred times is the same.
create function siso.sweep() returns int language plpgsql volatile as $$
declare
  v_now timestamptz;
begin
  perform siso.lock();
  v_now := siso.now();
  delete from public.request_log where at <= v_now - interval '24 hours';
  delete from public.rate_limit_usage where bucket_start < v_now - interval '3 days';
  return siso.expire_overdue(v_now);
end $$;

create or replace function public.siso_expire(p_request_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_answer jsonb;
begin
  perform siso.lock();
  v_answer := siso.replay(p_request_id, 'siso_expire');
  if v_answer is not null then
    return v_answer;
  end if;
  return siso.remember(p_request_id, 'siso_expire', jsonb_build_object('expired', siso.sweep()));
end $$;

-- What the job of `pg_cron` runs: the sweep, and its own notes of yesterday, of which there are thousands a day.
create function siso.sweep_by_cron() returns int language plpgsql volatile set search_path = '' as $$
begin
  delete from cron.job_run_details where end_time < siso.now() - interval '1 day'
    and jobid in (select jobid from cron.job where jobname = 'siso-sweep');
  return siso.sweep();
end $$;

-- Schedules the sweep where `pg_cron` is, or can be had; answers whether it is scheduled. Safe to call again.
create function siso.schedule_sweep() returns boolean language plpgsql volatile set search_path = '' as $$
begin
  if to_regclass('cron.job') is null then
    if not exists (select from pg_available_extensions where name = 'pg_cron') then
      return false;
    end if;
    create extension pg_cron with schema pg_catalog;
  end if;
  begin
    execute 'select cron.schedule($1, $2, $3)' using 'siso-sweep', '15 seconds', 'select siso.sweep_by_cron()';
  exception when others then -- before 1.5 it knows no seconds
    execute 'select cron.schedule($1, $2, $3)' using 'siso-sweep', '* * * * *', 'select siso.sweep_by_cron()';
  end;
  return true;
exception when others then -- not loaded by the server, kept in another database, not ours to make
  raise warning 'the sweep is not scheduled: %', sqlerrm;
  return false;
end $$;

-- Whether the sweep is scheduled and how it went last.
create function public.siso_sweep_status() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_job record;
  v_last jsonb;
begin
  if to_regclass('cron.job') is null then
    return '{"schedule": null, "lastRun": null}';
  end if;
  execute 'select jobid, schedule from cron.job where jobname = $1 and active' into v_job using 'siso-sweep';
  execute 'select jsonb_build_object(''at'', start_time, ''failed'', status = ''failed'', ''message'', return_message)
    from cron.job_run_details where jobid = $1 and start_time is not null order by runid desc limit 1' into v_last using v_job.jobid;
  return jsonb_build_object('schedule', v_job.schedule, 'lastRun', v_last);
end $$;

create or replace function public.siso_initialise(p_settings jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform siso.lock();
  perform siso.schedule_sweep();
  if exists (select from public.audit_log where action = 'ledger.created') then
    return '{"created": false}';
  end if;
  update public.settings set value = p_settings -> 'defaultRole', updated_at = siso.now() where key = 'default_role' and p_settings ? 'defaultRole';
  update public.settings set value = p_settings -> 'rehearsal', updated_at = siso.now() where key = 'rehearsal' and p_settings ? 'rehearsal';
  perform siso.audit('ledger', 'ledger.created', 'ledger', jsonb_build_object('after', p_settings));
  return '{"created": true}';
end $$;

select siso.set_grants();

select siso.schedule_sweep();
