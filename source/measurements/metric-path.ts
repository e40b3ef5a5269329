import {parseEventPath} from './event-path.js';
import {type PathList, pathLists} from './numbers.js';
import type {ReadSection} from './sections.js';

/**
A path to a number in the JSON message, with a selector in brackets for an item of a list: `memory.percentage`,
`disks[/data].percentage`, `gpus[0].temperature`, `network[eth0].receive_rate`. Without a selector, or with `[*]`, a path
into a list matches all items. `network.receive_rate` is the total, `network[*].receive_rate` matches each interface.
`event oom_kill` matches the events of a kind.
*/
export type MetricPath = {
	readonly text: string;
	/** The path without selector, the same for all items of a list: `disks[].percentage`. */
	readonly shape: string;
	/** The first name: `disks`, `memory`, `gpus`. */
	readonly head: string;
	/** The section of the message that contains the number: `disks`, `memory`, `gpu`. */
	readonly section: string;
	/** The selected item. `undefined`: the path does not lead into a list, or matches all items. */
	readonly selector: string | undefined;
	/** Returns all matches of the path with their values; `undefined` while the list is unknown. */
	resolve(readSection: ReadSection): readonly MetricPlace[] | undefined;
};

/** One match of a metric path. */
export type MetricPlace = {
	/** The full path, with its selector. */
	readonly path: string;
	readonly value: unknown;
	/** The name of the list item and the item itself; `undefined` if the path does not lead into a list. */
	readonly name: string | undefined;
	readonly item: unknown;
};

/** Parses a metric path. Throws an error if the text is not a metric path. */
export function parseMetricPath(text: string): MetricPath {
	const event = parseEventPath(text);
	if (event) {
		return event;
	}

	// Greedy, because a mount point may contain a bracket.
	const match = /^([a-z_0-9]+)(?:\[(.+)\])?((?:\.[a-z_0-9]+)*)$/s.exec(text.trim());
	const [, head, brackets, dotted = ''] = match ?? [];
	if (head === undefined) {
		throw new Error(
			`"${text}" is not a metric path; examples are memory.percentage, disks[/data].percentage or gpus[0].temperature`,
		);
	}

	const list = pathLists.get(head);
	if (brackets !== undefined && !list) {
		throw new Error(`"${text}": ${head} is not a list; lists are ${[...pathLists.keys()].join(', ')}`);
	}

	const keys = dotted.split('.').slice(1);
	// The totals of a section are next to its list.
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
						// `null` stands for a processor that is offline.
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

/**
Returns the path to a number of all items by its shape: `disks.percentage` for `disks[].percentage`, and
`network[*].receive_rate`, because the totals of a network have the path without a selector.
*/
export function pathOfShape(shape: string): string {
	const [head = ''] = shape.split('[]');
	const list = pathLists.get(head);
	return shape.replace('[]', list && isInsideSection(head, list.place) ? '[*]' : '');
}

/** Returns whether the list is a member of the section with that name, so that the section may have other members. */
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
