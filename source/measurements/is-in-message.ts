import type {Schema} from './json-schema.js';
import type {MetricPath} from './metric-path.js';
import {parseMetricPath} from './metric-path.js';
import {isSectionName, sections} from './sections.js';

/** Returns whether messages can contain a value at the metric path, on any machine. */
export function isInMessage({shape, section}: MetricPath): boolean {
	if (!isSectionName(section)) {
		return false;
	}

	const {schema, codec} = sections[section];
	if (!codec) {
		return true;
	}

	const places = parseMetricPath(shape.replace('[]', '[*]')).resolve(() => outline(schema));
	return places?.every(({value}) => value !== undefined) ?? false;
}

/** Returns a sample value for a schema: all fields, one item in each list, and 0 for other values. */
function outline({anyOf, properties, items}: Schema): unknown {
	if (Array.isArray(anyOf)) {
		return outline(anyOf[0]);
	}

	if (isSchema(properties)) {
		return Object.fromEntries(
			Object.entries(properties).map(([name, property]) => [name, isSchema(property) ? outline(property) : 0]),
		);
	}

	return isSchema(items) ? [outline(items)] : 0;
}

function isSchema(value: unknown): value is Schema {
	return typeof value === 'object' && value !== null;
}
