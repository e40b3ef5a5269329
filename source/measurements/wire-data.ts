import type {Snapshot} from '../metrics/snapshot.js';
import {type SectionName, sections} from './sections.js';

/** The `data` of a message that carries a sample: what a client of the socket gets. */
export type WireData = {readonly [Name in SectionName]: ReturnType<(typeof sections)[Name]>};

/** The `data` of a `monitoring_data` message. */
export function wireData(snapshot: Snapshot): WireData {
	// The names are those of the table, from which WireData is inferred.
	return Object.fromEntries(Object.entries(sections).map(([name, make]) => [name, make(snapshot)])) as WireData;
}
