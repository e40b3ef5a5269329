import path from 'node:path';
import type {SourceFile} from './source-files.js';

/** What imports what: files, or rooms. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Returns for every file the files of `source/` that it imports, as types or as values. */
export function importGraph(files: readonly SourceFile[]): Graph {
	const names = new Map(files.map(({file}) => [file.replace(/\.tsx?$/, '.js'), file]));
	return new Map(
		files.map(({file, code}) => [
			file,
			new Set(
				[...code.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].flatMap(
					([, to = '']) => names.get(path.join(path.dirname(file), to)) ?? [],
				),
			),
		]),
	);
}

/** Returns the room of a file: the folder of `source/` that it is in, or its own name. */
export function roomOf(file: string): string {
	return (file.split(path.sep)[0] ?? '').replace(/\.(?:tsx?|js)$/, '');
}

/** Returns for every room the other rooms that its files import. */
export function roomGraph(graph: Graph): Graph {
	const rooms = new Map<string, Set<string>>();
	for (const [from, targets] of graph) {
		const others = rooms.get(roomOf(from)) ?? new Set();
		rooms.set(roomOf(from), others);
		for (const room of [...targets].map(roomOf)) {
			if (room !== roomOf(from)) {
				others.add(room);
			}
		}
	}

	return rooms;
}

/** Returns the groups of nodes that can all be reached from each other. */
export function cyclesOf(graph: Graph): ReadonlyArray<readonly string[]> {
	const reached = new Map([...graph.keys()].map(node => [node, reachedFrom(graph, node)]));
	const groups = [...reached].map(([node, targets]) =>
		[...targets].filter(target => reached.get(target)?.has(node)).sort(),
	);
	return [...new Map(groups.filter(group => group.length > 0).map(group => [group.join(), group])).values()];
}

/** Returns how many nodes the longest way along the arrows has. `undefined`: there are cycles. */
export function floorsOf(graph: Graph): number | undefined {
	const floors = new Map<string, number>();
	const floorOf = (node: string): number => {
		const floor = floors.get(node) ?? 1 + Math.max(0, ...[...(graph.get(node) ?? [])].map(floorOf));
		floors.set(node, floor);
		return floor;
	};
	return cyclesOf(graph).length > 0 ? undefined : Math.max(0, ...[...graph.keys()].map(floorOf));
}

function reachedFrom(graph: Graph, start: string): ReadonlySet<string> {
	const reached = new Set<string>();
	const visit = (node: string): void => {
		for (const target of graph.get(node) ?? []) {
			if (!reached.has(target)) {
				reached.add(target);
				visit(target);
			}
		}
	};
	visit(start);
	return reached;
}
