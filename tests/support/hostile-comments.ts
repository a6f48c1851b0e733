/** Comments that are as dear to read as their size allows, for each part of the grammar that could look at something twice. */

const COMMAND = '/siso run x';

/** By what each aims at. All end with a command, so that no reader may stop before. `size` is in characters, near enough. */
export function hostileComments(size: number): Map<string, string> {
  const fill = (piece: string) => `${piece.repeat(Math.max(1, Math.floor(size / piece.length)))}\n\n${COMMAND}`;
  const rising = (sign: string, between: string) => {
    let text = '';
    for (let length = 1; text.length < size; length += 1) text += sign.repeat(length) + between;
    return `${text}\n\n${COMMAND}`;
  };
  return new Map([
    ['quotes in quotes', fill('>')],
    ['lines of quotes', fill('>\n')],
    ['lines of a quote that goes on', `> a\n${fill('a\n')}`],
    ['items in items', fill('- ')],
    ['lines of items', fill('-\n')],
    ['items ever deeper', fill('     - a\n')],
    ['blank lines', fill('\n')],
    ['spaces', fill(' ')],
    ['tabs', fill('\t')],
    ['code that is never closed', rising('`', 'a')],
    ['code that is closed at once', fill('`a` ')],
    ['a paragraph of lines of code', fill('`a`\n')],
    ['fences', fill('```\n')],
    ['fences that are none', fill('``` `\n')],
    ['brackets', fill('[')],
    ['brackets that close', fill('[]')],
    ['links without an end', fill('[a](')],
    ['links with brackets', fill('[a]((b)')],
    ['labels', fill('[a]: b\n')],
    ['backslashes', fill('\\')],
    ['tags', fill('<a b="c">')],
    ['tags without an end', fill('<a b="c" ')],
    ['lines of tags', fill('<b>\n')],
    ['attributes', `<a ${fill('b ')}`],
    ['attributes and spaces', `<a${fill(' '.repeat(50))}`],
    ['angle brackets', fill('<')],
    ['folds', fill('<details>\n')],
    ['comments', fill('<!-- a -->')],
    ['comments without an end', fill('<!--')],
    ['lines of a comment', `<!--\n${fill('a\n')}`],
    ['rules', fill('* * *\n')],
    ['a rule that is none', `${'* '.repeat(size / 2)}a\n\n${COMMAND}`],
    ['tables', fill('|-|\n')],
    ['a delimiter', fill('|-')],
    ['headings', fill('# a\n')],
    ['lines under headings', fill('a\n===\n')],
    ['commands', fill(`${COMMAND}\n`)],
    ['commands apart', fill(`${COMMAND}\n\n`)],
    ['commands in headings', fill(`${COMMAND}\n===\n`)],
    ['commands in doubt', `<?\n\n${fill(`${COMMAND}\n`)}`],
    ['verbs that are none', fill('/siso xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n')],
    ['options that are none', `/siso run ${'--a '.repeat(490)}\n${fill('a\n')}`],
    ['a line of one command', `${COMMAND}${fill('x')}`],
    ['a line of quotes', `/siso retry ${fill(`"a`)}`],
    ['steps', `/siso chain ${fill('fix >')}`],
    ['starts', fill('/siso')],
    ['marks of both kinds', fill('`<[$~\\')],
    ['hidden characters', fill('/siso\u200b\n')],
    ['line breaks of one sign', fill('\r')],
    ['dollars', fill('$1 ')],
  ]);
}
