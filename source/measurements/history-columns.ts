import {metricNames} from '../metrics/registry.js';
import type {MetricName, Snapshot} from '../metrics/snapshot.js';
import {fieldsOf} from '../support/fields.js';
import type {AnyCodec} from './codec.js';
import {allSections} from './sections.js';

/** A number that the history contains; `name` is its metric path. */
export type HistoryColumn = {
	readonly name: string;
	/** Returns `undefined` if the number is unknown. */
	readonly value: (snapshot: Snapshot) => number | undefined;
};

const names: readonly (MetricName | undefined)[] = metricNames;

/** All columns of a history, in the order of the metrics. For lists, only the first item has columns. */
export const historyColumns: readonly HistoryColumn[] = [...allSections]
	.sort(([, a], [, b]) => names.indexOf(a.metric) - names.indexOf(b.metric))
	.flatMap(([name, {codec, view}]) => (codec ? columnsIn(codec, name, view) : []));

function columnsIn(
	{content}: AnyCodec,
	name: string,
	readValue: (snapshot: Snapshot) => unknown,
): readonly HistoryColumn[] {
	switch (content.kind) {
		case 'leaf':
			return content.inHistory ? [{name, value: snapshot => numberOrUndefined(readValue(snapshot))}] : [];
		case 'members':
			return Object.entries(content.fields).flatMap(([key, field]) =>
				'unsent' in field
					? []
					: columnsIn(field, `${name}.${field.name}`, snapshot => fieldsOf(readValue(snapshot))?.[key]),
			);
		case 'items': {
			const first = (snapshot: Snapshot): unknown => {
				const items = readValue(snapshot);
				return Array.isArray(items) ? items[0] : undefined;
			};
			return content.place ? columnsIn(content.item, `${content.place.head}[0]`, first) : [];
		}
	}
}

function numberOrUndefined(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}
