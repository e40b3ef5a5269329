import {type Declaration, libraryGroups} from './declarations.js';

const introduction = `# Library

Everything that can be imported from \`mon-tui\`. The pages [examples](../examples) and
[coming from the Python version](from-the-python-version.md) show it at work.

Conventions: names end with their unit (\`usedBytes\`, \`intervalMs\`, \`usedPercent\` from 0 to 100). What is not known is
\`undefined\`, or a \`Reading\` that says why, never zero. All values are readonly. What runs until it is stopped takes an
\`AbortSignal\`, or has \`close()\`; in TypeScript, and from Node.js 24 on, \`await using\` calls it. Options are checked when
they are given: a TypeError or RangeError names the option, what it must be and what it is. The types need the \`lib\` es2022
or newer.
`;

/** `docs/library.md`. */
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

/** What is called comes before what it takes and gives. */
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
