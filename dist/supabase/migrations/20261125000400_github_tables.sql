-- What the bot keeps: comments that were heard, threads and what was said in them. docs/bot.md.

-- Webhooks that ask for something, stored before they are answered. `key` names what happened, such as the creation of a comment, so that
-- two hooks, or a delivery that GitHub repeats, are one.
create table public.github_inbox (
  id bigint generated always as identity primary key,
  key text not null unique,
  delivery_id text not null,
  event text not null,
  -- only what the bot needs of it; emptied when it is done
  payload jsonb not null,
  -- `12/7`: what is asked for in one thread is done in its order
  thread text,
  received_at timestamptz not null,
  state text not null check (state in ('pending', 'done', 'failed')),
  attempts int not null default 0,
  -- of what is pending: not before; while somebody works on it: when that one counts as lost
  next_at timestamptz not null,
  token uuid,
  error text,
  ended_at timestamptz
);
create index github_inbox_due on public.github_inbox (next_at, id) where state = 'pending';
create index github_inbox_thread on public.github_inbox (thread, id) where state = 'pending';
create index github_inbox_ended on public.github_inbox (ended_at) where state <> 'pending';

-- An issue or a pull request in which the bot speaks, with its one comment.
create table public.github_threads (
  id bigint generated always as identity primary key,
  -- GitHub's number of the repository, which stays when it is renamed
  repo_id bigint not null,
  repo text not null,
  number int not null,
  is_pull boolean not null,
  installation_id bigint,
  comment_id bigint,
  -- a comment may have been made of which nobody knows
  comment_tried boolean not null default false,
  -- answers to what was asked, newest last, three at most: [{kind, title, body, forCommentUrl, at}]
  notices jsonb not null default '[]',
  -- of the text that stands there, by a hash
  said text,
  -- something is to be said since
  changed_at timestamptz,
  next_at timestamptz not null,
  token uuid,
  failures int not null default 0,
  -- nothing can be said there any more, such as in a locked issue
  closed text,
  unique (repo_id, number)
);
create index github_threads_due on public.github_threads (next_at) where changed_at is not null and closed is null;

create table public.github_tasks (
  task_id text primary key references public.automation_tasks on delete cascade,
  thread_id bigint not null references public.github_threads on delete cascade,
  author text not null,
  comment_id bigint not null,
  comment_url text not null,
  -- the head that the task is for, of a pull request
  head_sha text,
  is_fork boolean not null default false,
  -- {why, by, hash, sha, quote} of one that has to be approved
  approval jsonb,
  -- how many commands stand before this one in a chain of comments that made comments
  depth int not null,
  -- whoever asked does not want it any more if it has not started by then
  give_up_at timestamptz,
  run_url text,
  -- what was said elsewhere than in the thread's comment
  reaction text,
  check_id bigint,
  check_said text,
  finished_said boolean not null default false
);
create index github_tasks_thread on public.github_tasks (thread_id, task_id);
create index github_tasks_comment on public.github_tasks (comment_id);

-- The issue that hears of the budgets of a repository or an organisation.
create table public.github_alert_issues (
  repo text primary key,
  number int not null
);

-- Up to where the bot has heard what happened to tasks, and said what happened to budgets.
create table public.github_places (
  one boolean primary key default true check (one),
  event bigint not null,
  alert bigint not null
);
insert into public.github_places (event, alert)
select coalesce((select max(id) from public.task_events), 0), coalesce((select max(id) from public.alerts), 0);

do $$
declare
  v_role text;
  v_table text;
begin
  foreach v_table in array '{github_inbox,github_threads,github_tasks,github_alert_issues,github_places}'::text[] loop
    execute format('alter table public.%I enable row level security', v_table);
    execute format('revoke all on public.%I from public', v_table);
    for v_role in select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') loop
      execute format('revoke all on public.%I from %I', v_table, v_role);
    end loop;
  end loop;
  for v_role in select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') loop
    execute format('revoke all on sequence public.github_inbox_id_seq, public.github_threads_id_seq from %I', v_role);
  end loop;
end $$;
