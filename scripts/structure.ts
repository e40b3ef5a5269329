/**
Prints figures of how `source/` is built, each with the rule by which it is counted, so that two checkouts can be compared.

    npm run structure
    npm run structure -- ../other-checkout
    npm run structure -- . pressure           the files that name this metric, instead of temperatures
*/
import path from 'node:path';
import process from 'node:process';
import {cyclesOf, floorsOf, type Graph, importGraph, roomGraph} from './structure/import-graph.js';
import {listsOf} from './structure/lists.js';
import {codeLines, readSource, type SourceFile} from './structure/source-files.js';
import {describesNumbers, wireSections} from './structure/wire-fields.js';

/** Fixed, so that every checkout is counted by the same names. */
const metricNames = [
	...[
		'processor',
		'load',
		'frequency',
		'memory',
		'disks',
		'disk_io',
		'network',
		'processes',
		'gpu',
		'pressure',
		'limits',
	],
	...['temperatures', 'system', 'self'],
];
const panelNames = [
	...['processor', 'memory', 'disks', 'network', 'gpu', 'processes', 'statistics', 'alerts', 'limits', 'pressure'],
	'temperatures',
];

const [root = '.', metric = 'temperatures'] = process.argv.slice(2);
const files = readSource(path.join(root, 'source'));
const graph = importGraph(files);
const rooms = roomGraph(graph);
const output: string[] = [];

print('files', files.length, 'of TypeScript or JavaScript below source/');
print('lines', sum(files.map(({lines}) => lines)), 'all of them');
print('lines of code', sum(files.map(codeLines)), 'neither blank nor comment');
const long = files.filter(({lines}) => lines > 200);
print(
	'long files',
	long.length,
	'more than 200 lines',
	long.map(({file, lines}) => `${file} ${lines}`),
);

print('rooms', rooms.size, 'folders and files directly in source/');
print('arrows', arrowsIn(rooms), 'pairs of rooms of which one imports the other');
print('floors', floorsOf(rooms) ?? 'none', 'rooms in the longest chain of imports; none when there are cycles');
print('cycles of rooms', cyclesOf(rooms).length, 'groups of rooms that reach each other', shown(cyclesOf(rooms)));
print('cycles of files', cyclesOf(graph).length, 'groups of files that reach each other', shown(cyclesOf(graph)));

const sections = wireSections(root);
const wire = files.filter(file => !/^(?:metrics|ui)[\\/]/.test(file.file) && describesNumbers(file, sections));
print(
	'files that describe the numbers of the wire',
	wire.length,
	'half of the fields of a section of schema/server-message.json, or two Prometheus names, as a string or key; without metrics/ and ui/',
	wire.map(({file, lines}) => `${file} ${lines}`),
);
print('lines in them', sum(wire.map(({lines}) => lines)), 'all of them');

const lists = files.flatMap(namedLists);
print('lists of names', lists.length, 'an array, object, switch or union with 5 names of metrics, or of panels', lists);

const counts = metricNames.map(name => `${name} ${filesNaming(name).length}`);
print('files that name a metric', counts.length, 'in code or in the name of the file, in any spelling', counts);
print(`files that name ${metric}`, filesNaming(metric).length, 'the same', filesNaming(metric));
console.log(output.join('\n'));

/** `diskIo`, `disk-io` and `disk_io` are one name, and `cpu` is the older name of the processor. */
function plain(name: string): string {
	const letters = name.toLowerCase().replaceAll(/[_-]/g, '');
	return letters === 'cpu' ? 'processor' : letters;
}

function namedLists({file, code}: SourceFile): readonly string[] {
	return listsOf(code).flatMap(({kind, line, names}) => {
		const found = new Set(names.map(plain));
		const [metrics = 0, panels = 0] = [metricNames, panelNames].map(
			known => known.filter(name => found.has(plain(name))).length,
		);
		return metrics >= 5 || panels >= 5 ? [`${file}:${line} ${kind}, ${metrics} metrics, ${panels} panels`] : [];
	});
}

function filesNaming(name: string): readonly string[] {
	const pattern = new RegExp(name.replaceAll(/[_-]/g, '[_-]?'), 'i');
	return files.filter(({file, code}) => pattern.test(file) || pattern.test(code)).map(({file}) => file);
}

function arrowsIn(graph: Graph): number {
	return sum([...graph.values()].map(targets => targets.size));
}

function shown(cycles: ReadonlyArray<readonly string[]>): readonly string[] {
	return cycles.map(cycle => cycle.join(' '));
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

function print(name: string, figure: number | string, rule: string, where: readonly string[] = []): void {
	output.push(`${String(figure).padStart(6)}  ${name} (${rule})`, ...where.map(line => `          ${line}`));
}
