import type {Process} from '../../metrics/snapshot.js';
import type {BranchOptions, ProcessRow} from './rows.js';
import {plainRow, processKey} from './rows.js';
import {withSums} from './sums.js';

/** Indentation beyond which deeper levels are drawn alike: no screen is that wide. */
const maxIndent = 300;

type Comparison = (a: Process, b: Process) => number;

/** A process in the tree, with what is below it. */
type Node = {
	readonly process: Process;
	readonly isMatch: boolean;
	readonly children: Node[];
	/** The process with the sums of all matching processes of its branch. */
	total: Process;
	/** Number of matching processes below it. */
	below: number;
};

/**
Returns the tree: parents before children, siblings in the chosen order of the sums of their branches, so that folding a
branch moves nothing. Of the processes that do not match, only the ancestors of a match are included.
*/
export function treeRows(
	list: readonly Process[],
	matching: ReadonlySet<Process>,
	compare: Comparison,
	{isAscii, toggled}: BranchOptions,
): readonly ProcessRow[] {
	const [last, middle, blank, through] = isAscii ? ['`- ', '|- ', '   ', '|  '] : ['└─ ', '├─ ', '   ', '│  '];
	const byTotal = (a: Node, b: Node): number => compare(a.total, b.total);
	const rows: ProcessRow[] = [];
	// The branches are kept in a list and not on the stack: a chain of parents may be long.
	const open = forest(list, matching)
		.sort(byTotal)
		.reverse()
		.map(node => ({node, branch: '', indent: ''}));
	for (let next = open.pop(); next; next = open.pop()) {
		const {node, branch, indent} = next;
		const {process, total, isMatch, children, below} = node;
		const key = processKey(process);
		const isFolded = children.length > 0 && toggled.has(key);
		const fold = children.length === 0 ? undefined : isFolded ? 'folded' : 'open';
		rows.push({
			...plainRow(isFolded ? total : process),
			branch,
			isMatch: isMatch || (isFolded && below > 0),
			fold,
			count: isFolded ? below : 0,
		});
		if (!isFolded) {
			for (const [index, child] of children.sort(byTotal).reverse().entries()) {
				const isLast = index === 0;
				open.push({
					node: child,
					branch: indent + (isLast ? last : middle),
					indent: indent.length < maxIndent ? indent + (isLast ? blank : through) : indent,
				});
			}
		}
	}

	return rows;
}

/** Returns the roots of the tree with their sums. */
function forest(list: readonly Process[], matching: ReadonlySet<Process>): Node[] {
	const byPid = new Map(list.map(process => [process.pid, process]));
	const nodes = new Map<Process, Node>();
	for (const process of matching) {
		let current: Process | undefined = process;
		while (current && !nodes.has(current)) {
			nodes.set(current, {process: current, isMatch: matching.has(current), children: [], total: current, below: 0});
			current = byPid.get(current.parentPid);
		}
	}

	const roots: Node[] = [];
	for (const node of nodes.values()) {
		const parent = byPid.get(node.process.parentPid);
		if (parent === undefined || parent === node.process) {
			roots.push(node);
		} else {
			nodes.get(parent)?.children.push(node);
		}
	}

	return withTotals(roots, nodes);
}

/**
Adds up the branches. The list is read while processes start and exit, so parents may form a cycle: a process that no root
leads to becomes a root itself.
*/
function withTotals(roots: Node[], nodes: ReadonlyMap<Process, Node>): Node[] {
	const order: Node[] = [];
	const placed = new Set<Node>();
	const place = (root: Node): void => {
		placed.add(root);
		const open = [root];
		for (let node = open.pop(); node; node = open.pop()) {
			order.push(node);
			const children = node.children.filter(child => !placed.has(child));
			node.children.splice(0, node.children.length, ...children);
			for (const child of children) {
				placed.add(child);
				open.push(child);
			}
		}
	};
	for (const root of roots) {
		place(root);
	}

	for (const node of nodes.values()) {
		if (!placed.has(node)) {
			roots.push(node);
			place(node);
		}
	}

	for (const node of order.reverse()) {
		const {process, isMatch, children} = node;
		if (children.length > 0) {
			node.below = children.reduce((sum, child) => sum + child.below + (child.isMatch ? 1 : 0), 0);
			const parts = children.filter(child => child.isMatch || child.below > 0).map(({total}) => total);
			node.total = withSums(process, isMatch ? [process, ...parts] : parts);
		}
	}

	return roots;
}
