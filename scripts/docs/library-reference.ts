import {type Declaration, libraryGroups} from './declarations.js';

const introduction = `# Library reference

Every export of \`mon-tui\` with its declaration. The [library guide](library-guide.md) explains how they work together, the
[examples](../examples/follow.ts) are complete programs, and [Coming from the Python version](from-the-python-version.md)
names the counterpart of each Python class.

- Names end with their unit: \`usedBytes\`, \`intervalMs\`, \`usedPercent\` (0 to 100).
- A value that is not known is \`undefined\`, or a \`Reading\` with a reason, never zero. All values are readonly.
- A function that runs until it is stopped takes an \`AbortSignal\`, or returns an object with \`close()\`. In TypeScript, and from Node.js 24
  on, \`await using\` calls \`close\`.
- Options are checked at once: a TypeError or RangeError names the option, what is allowed and what was found.
- The types need the \`lib\` es2022 or newer.
`;

/** Returns `docs/library.md`. */
export async function libraryReference(root: string): Promise<string> {
	const groups = await libraryGroups(root);
	const contents = groups.map(({title, declarations}) => {
		const values = declarations.filter(({kind}) => kind !== 'type').map(({name}) => `[\`${name}\`](#${anchor(name)})`);
		return `- [${title}](#${anchor(title)}): ${values.join(', ')}`;
	});
	return [
		introduction,
		...contents,
		...groups.flatMap(({title, declarations}) => [`\n## ${title}`, ...[...declarations].sort(inOrder).map(entry)]),
		'',
	].join('\n');
}

/** Orders functions and values before types. */
function inOrder(left: Declaration, right: Declaration): number {
	return Number(left.kind === 'type') - Number(right.kind === 'type');
}

function entry({name, doc, code}: Declaration): string {
	return [`\n### ${name}`, ...(doc === '' ? [] : [`\n${marked(doc)}`]), '\n```ts', code, '```'].join('\n');
}

/** The tags of a docstring as words. */
function marked(doc: string): string {
	return doc.replaceAll(/@default (.+)/g, 'Default: $1.').replaceAll(/^@throws /gm, 'Throws ');
}

/** As GitHub makes them. */
function anchor(title: string): string {
	return title.toLowerCase().replaceAll(' ', '-');
}
