import {allSections, type SectionName, sections} from './sections.js';

/** A member of `data`, or one field of it: `memory`, `processor.usage_percent`. */
export type WireMetric = {readonly name: SectionName; readonly field: string | undefined};

/** The names of the members of `data`. */
export const wireMetricNames: readonly SectionName[] = allSections.map(([name]) => name);

/** Returns `undefined` if there is no such metric. */
export function parseWireMetric(text: string): WireMetric | undefined {
	const [head, field, ...rest] = text.split('.');
	const name = wireMetricNames.find(known => known === head);
	if (name === undefined || rest.length > 0) {
		return undefined;
	}

	return field === undefined || hasField(name, field) ? {name, field} : undefined;
}

function hasField(name: SectionName, field: string): boolean {
	const {properties} = sections[name].schema;
	return typeof properties === 'object' && properties !== null && Object.hasOwn(properties, field);
}
