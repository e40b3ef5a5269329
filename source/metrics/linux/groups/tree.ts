import {readdirSync, statSync} from 'node:fs';
import {type GroupName, groupName} from '../../values/group-name.js';
import type {Hierarchy} from './hierarchies.js';

/** A control group in all hierarchies. */
export type GroupNode = {
	readonly path: string;
	readonly named: GroupName;
	/** Its directory in each hierarchy; `undefined` where it does not exist. */
	readonly directories: (string | undefined)[];
};

/** The tree of control groups, as far as it is known. */
export type GroupTree<Node extends GroupNode> = {
	/** The groups with a name of their own: not those inside of a service or container. */
	readonly nodes: ReadonlyMap<string, Node>;
	/** Increases when a group was added or removed. */
	version(): number;
	/** Whether directories are known that have not been examined yet. */
	isIncomplete(): boolean;
	/**
	Examines the directories, one per step: new ones, then those with groups below them, then some of the others. It can be
	abandoned at any step; the next call continues.
	*/
	refresh(): Generator<undefined, void>;
	/** Removes a group from one hierarchy, with all below it. */
	remove(directory: string): void;
};

type Directory = {
	readonly hierarchy: number;
	readonly path: string;
	readonly directory: string;
	readonly parent: Directory | undefined;
	readonly depth: number;
	/** Hard links when the directory was listed: two, and one for each directory in it. */
	links: number | undefined;
	children: Map<string, Directory>;
};

/** Bounds against runaway trees. */
const maxDirectories = 50_000;
const maxDepth = 24;

/** Groups without groups below them rarely get some; a share of them is examined in each pass. */
const leavesPerPass = 50;

/** Returns the tree of the given hierarchies. `create` makes the node of a new group. */
export function groupTree<Node extends GroupNode>(
	hierarchies: readonly Hierarchy[],
	create: (node: GroupNode) => Node,
): GroupTree<Node> {
	const nodes = new Map<string, Node>();
	const directories = new Map<string, Directory>();
	const unexamined: Directory[] = [];
	const parents = new Set<Directory>();
	let leaves: Iterator<Directory> | undefined;
	let version = 0;

	const add = (hierarchy: number, path: string, directory: string, parent: Directory | undefined): Directory => {
		const added: Directory = {
			hierarchy,
			path,
			directory,
			parent,
			depth: (parent?.depth ?? -1) + 1,
			links: undefined,
			children: new Map(),
		};
		directories.set(directory, added);
		unexamined.push(added);
		const known = nodes.get(path);
		if (known) {
			known.directories[hierarchy] = directory;
		} else if (path !== '') {
			const named = groupName(path);
			if (named.path === path) {
				const places = hierarchies.map((_, index) => (index === hierarchy ? directory : undefined));
				nodes.set(path, create({path, named, directories: places}));
				version += 1;
			}
		}

		return added;
	};

	const remove = (gone: Directory): void => {
		for (const child of gone.children.values()) {
			remove(child);
		}

		directories.delete(gone.directory);
		parents.delete(gone);
		gone.parent?.children.delete(gone.directory);
		const node = nodes.get(gone.path);
		if (node) {
			node.directories[gone.hierarchy] = undefined;
			if (node.directories.every(one => one === undefined)) {
				nodes.delete(gone.path);
				version += 1;
			}
		}
	};

	const list = (one: Directory): void => {
		const found = new Set<string>();
		for (const entry of readdirSync(one.directory, {withFileTypes: true})) {
			if (entry.isDirectory()) {
				const directory = `${one.directory}/${entry.name}`;
				found.add(directory);
				if (!one.children.has(directory) && directories.size < maxDirectories) {
					one.children.set(directory, add(one.hierarchy, `${one.path}/${entry.name}`, directory, one));
				}
			}
		}

		for (const [directory, child] of one.children) {
			if (!found.has(directory)) {
				remove(child);
			}
		}
	};

	const examine = (one: Directory): void => {
		let links: number | undefined;
		try {
			links = statSync(one.directory, {throwIfNoEntry: false})?.nlink;
			// Some file systems do not count directories: they report one link.
			if (links !== undefined && links !== one.links && links !== 2 && one.depth < maxDepth) {
				list(one);
			}
		} catch {
			// Without permission to list it, a directory counts as one without groups below it.
		}

		if (links === undefined) {
			// The root stays: the mount may return.
			if (one.parent) {
				one.parent.links = undefined;
				remove(one);
			}

			return;
		}

		if (links === 2) {
			for (const child of one.children.values()) {
				remove(child);
			}
		}

		one.links = links === 1 ? undefined : links;
		// Those that were not examined for the longest time come first in the next pass.
		parents.delete(one);
		if (links !== 2) {
			parents.add(one);
		}
	};

	for (const [index, {directory, prefix}] of hierarchies.entries()) {
		add(index, prefix, directory, undefined);
	}

	return {
		nodes,
		version: () => version,
		isIncomplete: () => unexamined.length > 0,
		*refresh() {
			const examineNew = function* (): Generator<undefined, void> {
				for (let one = unexamined.pop(); one; one = unexamined.pop()) {
					if (directories.get(one.directory) === one) {
						examine(one);
						yield;
					}
				}
			};

			yield* examineNew();
			for (const one of [...parents]) {
				examine(one);
				yield;
			}

			for (let count = 0; count < leavesPerPass; count++) {
				leaves ??= directories.values();
				const {value, done} = leaves.next();
				if (done === true) {
					leaves = undefined;
					break;
				}

				if (!parents.has(value)) {
					examine(value);
					yield;
				}
			}

			yield* examineNew();
		},
		remove(directory) {
			const gone = directories.get(directory);
			if (gone?.parent) {
				// Another group may have come instead, with the same number of links.
				gone.parent.links = undefined;
				remove(gone);
			}
		},
	};
}
