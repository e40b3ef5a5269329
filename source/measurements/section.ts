import type {MetricName, Readings, Snapshot} from '../metrics/snapshot.js';
import type {AnyCodec, Codec} from './codec.js';
import type {Schema} from './json-schema.js';
import type {Family} from './prometheus-family.js';

/** A member of the `data` of a message, such as `memory` or `processor`. */
export type Section<View, Wire> = {
	/** The metric that the section requires. */
	readonly metric: MetricName | undefined;
	readonly schema: Schema;
	/** `undefined` if the fields are only known at run time. */
	readonly codec: AnyCodec | undefined;
	/** Returns the value that the codec encodes. */
	readonly view: (snapshot: Snapshot) => View | undefined;
	readonly encode: (snapshot: Snapshot) => Wire;
	/** Encodes the section with all items of lists that `encode` shortens. */
	readonly encodeWhole: (snapshot: Snapshot) => Wire;
	/** Returns `undefined` if the value is not such a section. Throws an error that names a missing part. */
	readonly decode: (wire: unknown) => View | undefined;
	/** Returns the Prometheus families that are not in the message. */
	readonly moreFamilies: (readings: Readings) => readonly Family[];
};

/** A section of any type, for code that iterates over all sections. */
export type AnySection = Pick<
	Section<unknown, unknown>,
	'metric' | 'schema' | 'codec' | 'view' | 'encode' | 'encodeWhole' | 'moreFamilies'
>;

/**
Creates a section that is `null` while its metric is unknown. `wholeView` is for a section whose view shortens a list.
*/
export function section<View, Wire>(
	metric: MetricName,
	codec: Codec<View, Wire>,
	view: (snapshot: Snapshot) => View | undefined,
	moreFamilies: (readings: Readings) => readonly Family[] = () => [],
	wholeView = view,
): Section<View, Wire | null> {
	const encodeIf = (value: View | undefined): Wire | null => (value === undefined ? null : codec.encode(value));
	return {
		metric,
		schema: codec.schema,
		codec,
		view,
		encode: snapshot => encodeIf(view(snapshot)),
		encodeWhole: snapshot => encodeIf(wholeView(snapshot)),
		decode: codec.decode,
		moreFamilies,
	};
}

/** Creates a section whose fields are only known at run time. */
export function openSection<Wire>(schema: Schema, encode: (snapshot: Snapshot) => Wire): Section<never, Wire> {
	const nothing = (): undefined => undefined;
	return {
		metric: undefined,
		schema,
		codec: undefined,
		view: nothing,
		encode,
		encodeWhole: encode,
		decode: nothing,
		moreFamilies: () => [],
	};
}
