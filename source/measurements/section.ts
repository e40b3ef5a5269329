import type {MetricName, Readings, Snapshot} from '../metrics/snapshot.js';
import type {AnyCodec, Codec} from './codec.js';
import type {Schema} from './json-schema.js';
import type {Family} from './prometheus-family.js';

/** A part of the `data` of a message: `memory`, `processor`. */
export type Section<View, Wire> = {
	/** The metric without which there is none. */
	readonly metric: MetricName | undefined;
	readonly schema: Schema;
	/** `undefined` where only the running program knows the fields. */
	readonly codec: AnyCodec | undefined;
	/** What the codec encodes. */
	readonly view: (snapshot: Snapshot) => View | undefined;
	readonly encode: (snapshot: Snapshot) => Wire;
	/** `undefined` for what is no such part. Throws an error that names what is missing in it. */
	readonly decode: (wire: unknown) => View | undefined;
	/** What Prometheus gets besides the numbers of the message. */
	readonly moreFamilies: (readings: Readings) => readonly Family[];
};

/** A section of which nothing more is known: to walk through. */
export type AnySection = Pick<
	Section<unknown, unknown>,
	'metric' | 'schema' | 'codec' | 'view' | 'encode' | 'moreFamilies'
>;

/** A section that is `null` while its metric is not known. */
export function section<View, Wire>(
	metric: MetricName,
	codec: Codec<View, Wire>,
	view: (snapshot: Snapshot) => View | undefined,
	moreFamilies: (readings: Readings) => readonly Family[] = () => [],
): Section<View, Wire | null> {
	return {
		metric,
		schema: codec.schema,
		codec,
		view,
		encode(snapshot) {
			const value = view(snapshot);
			return value === undefined ? null : codec.encode(value);
		},
		decode: codec.decode,
		moreFamilies,
	};
}

/** A section whose fields only the running program knows. */
export function openSection<Wire>(schema: Schema, encode: (snapshot: Snapshot) => Wire): Section<never, Wire> {
	const nothing = (): undefined => undefined;
	return {metric: undefined, schema, codec: undefined, view: nothing, encode, decode: nothing, moreFamilies: () => []};
}
