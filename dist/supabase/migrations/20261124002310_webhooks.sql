-- Webhooks and their outbox. docs/webhooks.md.

create table public.webhooks (
  id text primary key,
  -- as good as a secret where the receiver knows its callers by it: shown only up to the host
  url text not null check (length(url) between 1 and 2000),
  -- `task.failed`, `budget.*`, `*`
  kinds text[] not null,
  format text not null check (format in ('standard', 'slack')),
  -- in the clear, because whoever delivers has to sign with it: no role reads it, and only siso_take_deliveries answers it
  secret text not null,
  -- may be in this machine or its networks
  allow_private boolean not null,
  created_by text not null,
  created_at timestamptz not null,
  -- up to where in the feed deliveries have been made; its progress is never delivered
  place bigint[] not null
);

create table public.webhook_deliveries (
  id bigint generated always as identity primary key,
  webhook_id text not null references public.webhooks on delete cascade,
  -- the same for every attempt: receivers know repeats by it
  message_id text not null unique,
  -- as it was in the feed, for a repeat has to say the same
  event jsonb not null,
  state text not null check (state in ('pending', 'delivered', 'dead')),
  attempts int not null default 0,
  created_at timestamptz not null,
  -- of what is pending: not before; while somebody is sending it: when that one counts as lost
  next_at timestamptz not null,
  -- of the one who is sending it
  token uuid,
  status int,
  error text,
  ended_at timestamptz
);
create index webhook_deliveries_due on public.webhook_deliveries (webhook_id, next_at, id) where state = 'pending';
create index webhook_deliveries_ended on public.webhook_deliveries (ended_at) where state <> 'pending';
create index webhook_deliveries_webhook on public.webhook_deliveries (webhook_id, id);

alter table public.webhooks enable row level security;
alter table public.webhook_deliveries enable row level security;
do $$
declare
  v_role text;
begin
  revoke all on public.webhooks, public.webhook_deliveries from public;
  for v_role in select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') loop
    execute format('revoke all on public.webhooks, public.webhook_deliveries from %I', v_role);
    execute format('revoke all on sequence public.webhook_deliveries_id_seq from %I', v_role);
    if v_role = 'authenticated' then
      grant select (id, kinds, format, allow_private, created_by, created_at) on public.webhooks to authenticated;
      grant select (id, webhook_id, message_id, event, state, attempts, created_at, next_at, status, error, ended_at)
        on public.webhook_deliveries to authenticated;
      create policy siso_members_read on public.webhooks for select to authenticated using ((select siso.member_may('admin')));
      create policy siso_members_read on public.webhook_deliveries for select to authenticated using ((select siso.member_may('admin')));
    end if;
  end loop;
end $$;

create function siso.webhook_json(w public.webhooks) returns jsonb language sql stable as $$
  select jsonb_build_object('id', w.id, 'target', substring(w.url from '^[a-z]+://[^/?#]+'), 'kinds', to_jsonb(w.kinds),
    'format', w.format, 'allowPrivate', w.allow_private, 'createdBy', w.created_by, 'createdAt', w.created_at,
    'pending', (select count(*) from public.webhook_deliveries d where d.webhook_id = w.id and d.state = 'pending'),
    'dead', (select count(*) from public.webhook_deliveries d where d.webhook_id = w.id and d.state = 'dead'));
$$;

create function siso.delivery_json(d public.webhook_deliveries) returns jsonb language sql stable as $$
  select jsonb_build_object('id', 'D-' || d.id, 'webhookId', d.webhook_id, 'messageId', d.message_id, 'kind', d.event -> 'kind',
    'subject', d.event -> 'subject', 'state', d.state, 'attempts', d.attempts, 'createdAt', d.created_at,
    'nextAt', case d.state when 'pending' then d.next_at end, 'status', d.status, 'error', d.error, 'endedAt', d.ended_at);
$$;

-- In the audit never the secret, nor more of the address than its host.
create function siso.webhook_change(p_actor text, p_action text, w public.webhooks) returns void language sql volatile as $$
  select siso.audit(p_actor, p_action, w.id, jsonb_build_object(case p_action when 'webhook.removed' then 'before' else 'after' end,
    siso.webhook_json(w) - '{id,createdBy,createdAt,pending,dead}'::text[]));
$$;

-- Raises SI404 for a webhook that there is not.
create function siso.webhook_of(p_id text) returns public.webhooks language plpgsql stable as $$
declare
  w public.webhooks;
begin
  select * into w from public.webhooks where id = upper(p_id);
  if w.id is null then
    raise exception using errcode = 'SI404', message = format('There is no webhook %s in this ledger', p_id),
      hint = 'See `siso webhooks list`.';
  end if;
  return w;
end $$;

create function siso.insert_delivery(p_webhook_id text, p_event jsonb, p_now timestamptz) returns public.webhook_deliveries
language sql volatile as $$
  insert into public.webhook_deliveries (webhook_id, message_id, event, state, created_at, next_at)
  values (p_webhook_id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), p_event, 'pending', p_now, p_now) returning *;
$$;
