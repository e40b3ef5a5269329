import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** An exported name of the library, as the compiler declares it. */
export type Declaration = {
	readonly name: string;
	readonly kind: 'function' | 'type' | 'class' | 'const';
	/** Its docstring, without the marks of a comment. Empty when there is none. */
	readonly doc: string;
	/** As in the declaration file, without docstring and `export declare`. */
	readonly code: string;
};

export type Group = {readonly title: string; readonly declarations: readonly Declaration[]};

/** The exports of the library in the groups of `source/index.ts`, with what the compiler declares of each. */
export async function libraryGroups(root: string): Promise<readonly Group[]> {
	const directory = await mkdtemp(path.join(os.tmpdir(), 'mon-tui-declarations-'));
	try {
		await emitDeclarations(root, directory);
		const index = await readFile(path.join(root, 'source', 'index.ts'), 'utf8');
		return await Promise.all(
			groupsOf(index).map(async ({title, text}) => ({
				title,
				declarations: (await Promise.all(exportsOf(text).map(one => declarationsOf(directory, one)))).flat(),
			})),
		);
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}

async function emitDeclarations(root: string, outDir: string): Promise<void> {
	const compiler = createRequire(import.meta.url)
		.resolve('typescript/package.json')
		.replace('package.json', path.join('bin', 'tsc'));
	await run(process.execPath, [compiler, '-p', 'tsconfig.library.json', '--emitDeclarationOnly', '--outDir', outDir], {
		cwd: root,
	});
}

/** A line that begins with `// ` begins a group. */
function groupsOf(index: string): ReadonlyArray<{readonly title: string; readonly text: string}> {
	return index
		.split(/^\/\/ /m)
		.slice(1)
		.map(part => {
			const end = part.indexOf('\n');
			return {title: part.slice(0, end), text: part.slice(end)};
		});
}

type ExportedNames = {
	/** `undefined`: every one of the module. */
	readonly names: readonly string[] | undefined;
	readonly module: string;
};

function exportsOf(text: string): readonly ExportedNames[] {
	return [...text.matchAll(/^export (?:type )?(?:\*|\{([^}]*)\}) from '\.\/([^']+)\.js';$/gm)].map(
		([, names, module = '']) => ({
			names: names
				?.split(',')
				.map(name => name.trim().replace(/^type /, ''))
				.filter(name => name !== ''),
			module,
		}),
	);
}

async function declarationsOf(directory: string, {names, module}: ExportedNames): Promise<readonly Declaration[]> {
	const all = await declarationsIn(path.join(directory, `${module}.d.ts`));
	if (names === undefined) {
		return all;
	}

	return names.map(name => {
		const found = all.find(declaration => declaration.name === name);
		if (!found) {
			throw new Error(`${module}.d.ts declares no ${name}`);
		}

		return found;
	});
}

/** Returns the declarations of a file, and after them those of the files that it exports completely. */
async function declarationsIn(file: string): Promise<readonly Declaration[]> {
	const text = await readFile(file, 'utf8');
	const others = [...text.matchAll(/^export type \* from '([^']+)\.js';$/gm)].map(([, module = '']) =>
		declarationsIn(path.join(path.dirname(file), `${module}.d.ts`)),
	);
	return [...parseDeclarations(text), ...(await Promise.all(others)).flat()];
}

const beginning = /^export (?:declare )?(function|type|class|const) (\w+)/;

/** What a declaration file exports. The compiler indents everything but the first and the last line of a statement. */
export function parseDeclarations(file: string): readonly Declaration[] {
	const declarations: Declaration[] = [];
	let statement: {readonly doc: string; readonly lines: string[]} | undefined;
	let comment: string[] | undefined;
	/** The docstring of the statement that follows. */
	let doc = '';

	const finish = (): void => {
		const [, kind, name] = beginning.exec(statement?.lines[0] ?? '') ?? [];
		if (statement && kind !== undefined && name !== undefined) {
			const code = statement.lines.join('\n').replace(/^export (?:declare )?/, '');
			declarations.push({name, kind: kind as Declaration['kind'], doc: statement.doc, code: withTabs(code)});
		}

		statement = undefined;
	};

	for (const line of file.split('\n')) {
		if (!comment && line.startsWith('/**') && !isUnfinished(statement?.lines ?? [])) {
			finish();
			comment = [];
		}

		if (comment) {
			comment.push(line);
			if (line.trimEnd().endsWith('*/')) {
				doc = textOf(comment.join('\n'));
				comment = undefined;
			}
		} else if (/^(?:export|import|declare|type|const|interface|class|function)\b/.test(line)) {
			finish();
			statement = {doc, lines: [line.trimEnd()]};
			doc = '';
		} else if (line !== '') {
			statement?.lines.push(line.trimEnd());
		}
	}

	finish();
	return declarations;
}

/** The compiler puts the comments of the members of a union where those of statements are. */
function isUnfinished(lines: readonly string[]): boolean {
	return /^export (?:declare )?type /.test(lines[0] ?? '') && !lines.at(-1)?.endsWith(';');
}

/** The text of a comment. */
export function textOf(comment: string): string {
	return comment
		.replace(/^\/\*\*\s?/, '')
		.replace(/\s*\*\/$/, '')
		.trim();
}

function withTabs(code: string): string {
	return code.replace(/^(?: {4})+/gm, spaces => '\t'.repeat(spaces.length / 4));
}
