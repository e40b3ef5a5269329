import {type PathList, pathLists} from './numbers.js';
import type {ReadSection} from './sections.js';

/**
A metric path is the place of a number in the JSON message, with a selector in brackets where there are several:
`memory.percentage`, `disks[/data].percentage`, `gpus[0].temperature`, `network[eth0].receive_rate`. Without a selector, or
with `[*]`, a path into a list means each of its items. `network.receive_rate` is the total, `network[*].receive_rate`
each interface.
*/
export type MetricPath = {
	readonly text: string;
	/** The same for every item of a list: `disks[].percentage`. */
	readonly shape: string;
	/** The first name: `disks`, `memory`, `gpus`. */
	readonly head: string;
	/** The part of the message that the path leads into: `disks`, `memory`, `gpu`. */
	readonly section: string;
	/** The one item meant. `undefined`: not in a list, or each. */
	readonly selector: string | undefined;
	/** Every place the path means, and what stands there. `undefined` while the list is not known. */
	resolve(readSection: ReadSection): readonly MetricPlace[] | undefined;
};

/** One place that a metric path means. */
export type MetricPlace = {
	/** The whole path, with its selector. */
	readonly path: string;
	readonly value: unknown;
	/** What names the item, and the item: where the path leads into a list. */
	readonly name: string | undefined;
	readonly item: unknown;
};

/** Throws an error that names the fault when the text is not a path. */
export function parseMetricPath(text: string): MetricPath {
	// Greedy, for a mount point may hold a bracket.
	const match = /^([a-z_0-9]+)(?:\[(.+)\])?((?:\.[a-z_0-9]+)*)$/s.exec(text.trim());
	const [, head, brackets, dotted = ''] = match ?? [];
	if (head === undefined) {
		throw new Error(
			`"${text}" is not a metric path. A path looks like memory.percentage, disks[/data].percentage or gpus[0].temperature`,
		);
	}

	const list = pathLists.get(head);
	if (brackets !== undefined && !list) {
		throw new Error(`"${text}": ${head} is not a list. Lists are ${[...pathLists.keys()].join(', ')}`);
	}

	const keys = dotted.split('.').slice(1);
	// A list's own totals stand beside its items.
	if (!list || (brackets === undefined && keys.length > 0 && isInsideSection(head, list.place))) {
		return {
			text,
			shape: head + dotted,
			head,
			section: head,
			selector: undefined,
			resolve: readSection => [{path: text, value: follow(readSection(head), keys), name: undefined, item: undefined}],
		};
	}

	const [section, ...rest] = list.place;
	const selector = brackets === '*' ? undefined : brackets;
	return {
		text,
		shape: `${head}[]${dotted}`,
		head,
		section,
		selector,
		resolve(readSection) {
			const items = follow(readSection(section), rest);
			return Array.isArray(items)
				? items.flatMap((item: unknown, index) => {
						// The place of a processor that is offline.
						if (list.key === undefined && item === null) {
							return [];
						}

						const name = String(list.key === undefined ? index : follow(item, [list.key]));
						return selector === undefined || selector === name
							? [{path: `${head}[${name}]${dotted}`, value: follow(item, keys), name, item}]
							: [];
					})
				: undefined;
		},
	};
}

/** Whether the section of that name holds the list, and so may hold more than the list. */
function isInsideSection(head: string, [section, ...names]: PathList['place']): boolean {
	return section === head && names.length > 0;
}

function follow(value: unknown, keys: readonly string[]): unknown {
	let current = value;
	for (const key of keys) {
		if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) {
			return undefined;
		}

		current = (current as Readonly<Record<string, unknown>>)[key];
	}

	return current;
}
