import type {WireData} from './wire-data.js';

/**
A metric path is the place of a number in the JSON message, with a selector in brackets where there are several:
`memory.percentage`, `disks[/data].percentage`, `gpus[0].temperature`, `network[eth0].receive_rate`. Without a selector a
path into a list means each of its items.
*/
export type MetricPath = {
	readonly text: string;
	/** Every place the path means in this message, with its full path and what stands there. */
	resolve(data: WireData): readonly MetricPlace[];
};

export type MetricPlace = {readonly path: string; readonly value: unknown};

/** The lists, where they stand in the message, and which field names an item. */
const lists: ReadonlyMap<string, {readonly place: readonly string[]; readonly key: string}> = new Map(
	Object.entries({
		disks: {place: ['disks'], key: 'path'},
		network: {place: ['network', 'interfaces'], key: 'name'},
		gpus: {place: ['gpu', 'gpus'], key: 'id'},
		sensors: {place: ['temperatures', 'sensors'], key: 'label'},
		cores: {place: ['processor', 'per_core_usage'], key: ''},
	}),
);

/** Throws an error that names the fault when the text is not a path. */
export function parseMetricPath(text: string): MetricPath {
	const match = /^([a-z_0-9]+)(?:\[([^\]]+)\])?((?:\.[a-z_0-9]+)*)$/.exec(text.trim());
	const head = match?.[1];
	if (!match || head === undefined) {
		throw new Error(
			`"${text}" is not a metric path. A path looks like memory.percentage, disks[/data].percentage or gpus[0].temperature`,
		);
	}

	const selector = match[2];
	const tail = (match[3] ?? '').split('.').filter(Boolean);
	const list = lists.get(head);
	if (selector !== undefined && !list) {
		throw new Error(`"${text}": ${head} is not a list. Lists are ${[...lists.keys()].join(', ')}`);
	}

	return {
		text,
		resolve(data) {
			// A list's own totals stand beside its items: `network.receive_rate`.
			if (!list || (selector === undefined && tail.length > 0 && head === 'network')) {
				return [{path: text, value: follow(data, [head, ...tail])}];
			}

			const items = follow(data, list.place);
			if (!Array.isArray(items)) {
				return [];
			}

			return items.flatMap((item: unknown, index) => {
				const name = list.key === '' ? String(index) : String(follow(item, [list.key]));
				return selector === undefined || selector === name
					? [{path: [`${head}[${name}]`, ...tail].join('.'), value: follow(item, tail)}]
					: [];
			});
		},
	};
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
