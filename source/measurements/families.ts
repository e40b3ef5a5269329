import type {Snapshot} from '../metrics/snapshot.js';
import {fieldsOf} from '../support/fields.js';
import type {AnyCodec, Leaf} from './codec.js';
import {customFamily} from './custom.js';
import {counter, type Family, gauge, type Labels, type Point} from './prometheus-family.js';
import {allSections} from './sections.js';

/**
Returns the Prometheus families of a snapshot. Processes are not exported: they would create an unbounded number of series.
*/
export function measuredFamilies(snapshot: Snapshot): readonly Family[] {
	return [
		...allSections.flatMap(([, {codec, view, moreFamilies}]) => [
			...(codec ? familiesOf(codec, view(snapshot)) : []),
			...moreFamilies(snapshot.readings),
		]),
		customFamily(snapshot.custom),
	];
}

type Found = {readonly leaf: Leaf; readonly points: Point[]};

function familiesOf(codec: AnyCodec, value: unknown): readonly Family[] {
	const byName = new Map<string, Found>();
	collect(byName, codec, value, {});
	return [...byName].map(([name, {leaf, points}]) => familyOf(name, leaf, points));
}

/** Adds a point for each exported number. */
function collect(byName: Map<string, Found>, {content}: AnyCodec, value: unknown, labels: Labels): void {
	switch (content.kind) {
		case 'leaf':
			if (content.prometheus !== undefined) {
				const {name, labels: leafLabels = {}} = facts(content.prometheus);
				const found = byName.get(name) ?? {leaf: content, points: []};
				byName.set(name, found);
				found.points.push({labels: {...labels, ...leafLabels}, value: inBaseUnit(value, content)});
			}

			break;
		case 'members':
			if (content.labels) {
				const fields = fieldsOf(value);
				for (const [key, field] of Object.entries(content.fields)) {
					if (!('unsent' in field)) {
						collect(byName, field, fields?.[key], {...labels, ...content.labels});
					}
				}
			}

			break;
		case 'items':
			if (content.place) {
				// Registers the names of the families even if the list is empty or unknown.
				collect(byName, content.item, undefined, labels);
			}

			if (content.place && Array.isArray(value)) {
				for (const [index, item] of value.entries()) {
					// The codec was made for items like this.
					collect(byName, content.item, item, {...labels, ...content.labelsOf(item as never, index)});
				}
			}
	}
}

function inBaseUnit(value: unknown, {toBase}: Leaf): number | undefined {
	if (typeof value === 'boolean') {
		return Number(value);
	}

	return typeof value === 'number' ? (toBase?.(value) ?? value) : undefined;
}

function facts(prometheus: NonNullable<Leaf['prometheus']>) {
	return typeof prometheus === 'string' ? {name: prometheus} : prometheus;
}

/** Uses the description as help text, without the part after a semicolon: that part is about the JSON message. */
function familyOf(name: string, {description, prometheus = name}: Leaf, points: readonly Point[]): Family {
	const {type, help = description.replace(/;.*/s, '')} = facts(prometheus);
	const sentence = `${help.charAt(0).toUpperCase()}${help.slice(1)}.`;
	return type === 'counter' ? counter(name, sentence, points) : gauge(name, sentence, points);
}
