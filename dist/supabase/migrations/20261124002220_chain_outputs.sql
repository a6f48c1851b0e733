-- What a step says to those after it. Outputs are data: they are put in once and never looked at again, and a result becomes a block
-- quote, so that no line of it can pass for one of the prompt.

-- Every `{{ steps.… }}` of a prompt: the step, and what of it. Null where it is neither result, branch nor commit.
create function siso.outputs_in(p_prompt text) returns table (whole text, step text, field text) language sql immutable as $$
  select m[1], p[1], p[2] from regexp_matches(p_prompt, '(\{\{[ \t]*steps[ \t]*\.[^{}\n]*\}\})', 'g') as m
  left join lateral regexp_match(m[1], '^\{\{[ \t]*steps\.([A-Za-z0-9_-]+)\.(result|branch|commit)[ \t]*\}\}$') as p on true;
$$;

-- The beginning of a text that fits into `p_bytes`.
create function siso.cut(p_text text, p_bytes int) returns text language plpgsql immutable as $$
begin
  p_text := left(p_text, greatest(p_bytes, 0));
  while octet_length(p_text) > p_bytes loop
    p_text := left(p_text, length(p_text) - greatest(1, (octet_length(p_text) - p_bytes) / 4));
  end loop;
  return p_text;
end $$;

-- A result as a block quote of at most `p_bytes`, behind `p_indent`. Whatever a reader may take for a new line is one.
create function siso.quoted(p_text text, p_indent text, p_bytes int) returns text language plpgsql immutable as $$
declare
  v_mark constant text := '> [Cut: a prompt takes 64 kB of earlier results at most.]';
  v_text text := rtrim(regexp_replace(p_text, E'\r\n|[\r\v\f\u0085\u2028\u2029]', E'\n', 'g'), E' \t\n');
begin
  -- more than fits need not be quoted
  v_text := p_indent || '> ' || replace(siso.cut(v_text, p_bytes + 1), E'\n', E'\n' || p_indent || '> ');
  if octet_length(v_text) <= p_bytes then
    return v_text;
  end if;
  -- cut at the end of a line where there is one, so that no mark is cut in two
  v_text := siso.cut(v_text, p_bytes - octet_length(p_indent || v_mark) - 1);
  if strpos(v_text, E'\n') > 0 then
    v_text := regexp_replace(v_text, E'\n[^\n]{0,200}$', '');
  end if;
  return case when length(v_text) <= length(p_indent) + 1 then '' else v_text || E'\n' end || p_indent || v_mark;
end $$;

-- Only signs of names, and none that git could take for an option.
create function siso.name_only(p_name text) returns text language sql immutable as $$
  select ltrim(regexp_replace(p_name, '[^A-Za-z0-9._/-]', '', 'g'), '-.');
$$;

-- A step's result, branch or commit; empty where it has none. A step that changed nothing hands on where it started from.
create function siso.output_of(t public.automation_tasks, p_field text) returns text language sql stable as $$
  select coalesce(case p_field
    when 'result' then (select body from public.task_texts where task_id = t.id and kind = 'result')
    when 'branch' then siso.name_only(t.branch)
    else siso.name_only(coalesce(case when t.publication ->> 'branch' = t.branch then t.publication ->> 'commit' end, t.branch,
      t.request ->> 'commit')) end, '');
$$;

-- A prompt with the outputs of earlier steps in their places; those that are missing leave nothing.
create function siso.filled(p_prompt text, p_workflow text) returns text language plpgsql stable as $$
declare
  -- a mark for each result is kept apart
  v_mark constant int := 120;
  v_left int := 65536 - v_mark * (select count(*) from siso.outputs_in(p_prompt) i where i.field = 'result');
  v_line text;
  v_lines text[] := '{}';
  v_done text;
  v_value text;
  v_rest text;
  v_at int;
  o record;
  t public.automation_tasks;
begin
  foreach v_line in array string_to_array(p_prompt, E'\n') loop
    v_done := '';
    v_rest := v_line;
    for o in select * from siso.outputs_in(v_line) loop
      select * into t from public.automation_tasks k where k.workflow_id = p_workflow and k.step = o.step;
      v_value := siso.output_of(t, o.field);
      v_at := strpos(v_rest, o.whole);
      if o.field = 'result' then
        -- stands on a line of its own, which was checked when the chain was made
        v_value := case when v_value = '' then '' else siso.quoted(v_value, left(v_rest, v_at - 1), v_left + v_mark) end;
        v_rest := '';
        v_done := v_value;
        v_left := least(v_left, v_left + v_mark - octet_length(v_value));
      else
        v_value := siso.cut(v_value, least(v_left, 300));
        v_done := v_done || left(v_rest, v_at - 1) || v_value;
        v_rest := substr(v_rest, v_at + length(o.whole));
        v_left := v_left - octet_length(v_value);
      end if;
    end loop;
    v_lines := v_lines || (v_done || v_rest);
  end loop;
  return array_to_string(v_lines, E'\n');
end $$;
