import {execFileSync} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {availableParallelism, cpus, release} from 'node:os';
import {fileURLToPath} from 'node:url';
import type {PrintedTable} from './figures.js';

/** The documents with figures. Those of a benchmark stand between two marks. */
const documents = ['docs/performance.md', 'README.md'];

/** Returns the machine of a run in one line. */
export function machine(): string {
	return `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Linux ${release().split('-')[0]}`;
}

/** Writes the tables of a benchmark between its marks in the documents, with the machine, the commit and the command. */
export async function writeFigures(name: string, tables: readonly PrintedTable[]): Promise<void> {
	const command = `npm run bench -- ${name}`;
	const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {encoding: 'utf8'}).trim();
	const source = `\`${command}\` at commit ${commit}: ${machine()}.`;
	const text = [source, ...tables.map(markdown)].join('\n\n');
	for (const document of documents) {
		const file = fileURLToPath(new URL(`../${document}`, import.meta.url));
		const before = await readFile(file, 'utf8');
		const [start, end] = [`<!-- figures: ${name} -->`, '<!-- end of figures -->'];
		const from = before.indexOf(start);
		if (from !== -1) {
			const until = before.indexOf(end, from);
			await writeFile(file, `${before.slice(0, from)}${start}\n\n${text}\n\n${before.slice(until)}`);
		}
	}
}

function markdown({title, head, rows}: PrintedTable): string {
	const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
	return [
		`${title}:`,
		'',
		row(head),
		row(head.map((_, column) => (column === 0 ? '---' : '---:'))),
		...rows.map(row),
	].join('\n');
}
