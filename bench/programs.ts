import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {programPath} from '../test/helpers/run-program.js';

/** A monitor that refreshes every half second. */
export type Program = {
	readonly name: string;
	readonly file: string;
	readonly args: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	/** On screen with the first frame. */
	readonly frame: RegExp;
	/** On screen once the share of the processor is known. */
	readonly figure: RegExp;
};

export type NodeBinary = {readonly name: string; readonly file: string};

/** This Node, and a Node 24 if one is found: named by the variable `NODE24`, or installed as a package. */
export function nodes(): readonly NodeBinary[] {
	const packaged = fileURLToPath(new URL(`../node_modules/node-linux-${process.arch}/bin/node`, import.meta.url));
	const other = [process.env.NODE24, packaged].find(file => file !== undefined && existsSync(file));
	const found = [process.execPath, ...(other === undefined ? [] : [other])].map(file => ({
		name: `Node ${spawnSync(file, ['--version'], {encoding: 'utf8'}).stdout.trim().slice(1)}`,
		file,
	}));
	return found.filter(({name}, index) => found.findIndex(node => node.name === name) === index);
}

/** The built program on each Node. */
export function ownPrograms(): readonly Program[] {
	return nodes().map(node => ({
		name: `mon-tui, ${node.name}`,
		file: node.file,
		args: [programPath, '--interval', '0.5'],
		frame: /CPU/,
		figure: /CPU.*\d%/s,
	}));
}

/** The built program on each Node, and those of its peers that are installed. */
export function programs(): readonly Program[] {
	const own = ownPrograms();
	const built = existsSync(oneFile.file) ? [oneFile] : [];
	return [...own, ...built, ...peers.filter(({file}) => isInstalled(file)), ...floors()];
}

/** Loops that read and draw next to nothing: the least that a monitor can cost. That in C needs a compiler. */
function floors(): readonly Program[] {
	const screen = {frame: /CPU/, figure: /CPU 0%/};
	const inNode = nodes().map(({name, file}) => ({name: `bare loop, ${name}`, file, args: [floorOf('mjs')], ...screen}));
	compiledFloor ??= compileFloor();
	return compiledFloor === '' ? inNode : [...inNode, {name: 'bare loop, C', file: compiledFloor, args: [], ...screen}];
}

/** The loop in C, once it is compiled; empty without a compiler. */
let compiledFloor: string | undefined;

function compileFloor(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'mon-tui-bench-floor-'));
	process.once('exit', () => rmSync(folder, {recursive: true}));
	const file = path.join(folder, 'floor');
	return spawnSync('cc', ['-O2', '-o', file, floorOf('c')]).status === 0 ? file : '';
}

function floorOf(language: 'c' | 'mjs'): string {
	return fileURLToPath(new URL(`floor/floor.${language}`, import.meta.url));
}

/** What `npm run build:binary` makes. */
const oneFile: Program = {
	name: 'mon-tui, one file',
	file: fileURLToPath(new URL(`../dist/binary/mon-tui-linux-${process.arch}`, import.meta.url)),
	args: ['--interval', '0.5'],
	frame: /CPU/,
	figure: /CPU.*\d%/s,
};

const peers: readonly Program[] = [
	{name: 'htop', file: 'htop', args: ['-d', '5'], frame: /Load average/, figure: /\d%/},
	{name: 'btop', file: 'btop', args: ['--utf-force'], frame: /cpu/, figure: /CPU.*\d%/s},
	{name: 'gtop', file: 'gtop', args: [], frame: /CPU/, figure: /\d%/},
	{
		name: 'glances',
		file: 'glances',
		args: ['--time', '0.5', '--disable-check-update'],
		frame: /CPU/,
		figure: /CPU.*\d%/s,
	},
];

function isInstalled(file: string): boolean {
	return (process.env.PATH ?? '').split(path.delimiter).some(folder => existsSync(path.join(folder, file)));
}

/** A home directory in which the peers find their configuration and leave theirs; removed when disposed. */
export async function temporaryHome(): Promise<AsyncDisposable & {readonly path: string}> {
	const home = await mkdtemp(path.join(tmpdir(), 'mon-tui-bench-'));
	await mkdir(path.join(home, '.config/btop'), {recursive: true});
	await writeFile(path.join(home, '.config/btop/btop.conf'), 'update_ms = 500\n');
	return {
		path: home,
		[Symbol.asyncDispose]: () => rm(home, {recursive: true, force: true}),
	};
}
