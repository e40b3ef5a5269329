/** The prefix of every name. It avoids conflicts with node_exporter. */
const prefix = 'montui_';

/** The labels of a Prometheus series: `{mountpoint: '/data'}`. */
export type Labels = Readonly<Record<string, string>>;

/** The Prometheus family of a number: its name, or an object if it is not a gauge with the number's description as help. */
export type Exported =
	| string
	| {
			readonly name: string;
			readonly type?: 'counter';
			/** The help text if several numbers share a family. */
			readonly help?: string;
			readonly labels?: Labels;
	  };

/** Returns the name that Prometheus shows. */
export function prometheusName(exported: Exported): string {
	if (typeof exported === 'string') {
		return `${prefix}${exported}`;
	}

	return `${prefix}${exported.name}${exported.type === 'counter' ? '_total' : ''}`;
}

/** The current value of one Prometheus series. */
export type Point = {
	readonly labels?: Labels;
	/** An unknown value is omitted, never 0. */
	readonly value: number | null | undefined;
};

/**
A Prometheus metric family with all its series. Names follow the Prometheus conventions: base units, ratios, `_total`.
*/
export type Family = {
	readonly name: string;
	readonly type: 'gauge' | 'counter';
	readonly help: string;
	readonly points: readonly Point[];
};

export function gauge(name: string, help: string, points: readonly Point[] | number | null | undefined): Family {
	return {name, type: 'gauge', help, points: pointsOf(points)};
}

export function counter(name: string, help: string, points: readonly Point[] | number | null | undefined): Family {
	return {name: `${name}_total`, type: 'counter', help, points: pointsOf(points)};
}

/** Returns the family in the text format; empty if no value is known. */
export function writeFamily({name, type, help, points}: Family): string {
	const known = points.filter(({value}) => typeof value === 'number' && Number.isFinite(value));
	if (known.length === 0) {
		return '';
	}

	const lines = known.map(({labels = {}, value}) => `${prefix}${name}${writeLabels(labels)} ${value}`);
	return [`# HELP ${prefix}${name} ${help}`, `# TYPE ${prefix}${name} ${type}`, ...lines, ''].join('\n');
}

function pointsOf(points: readonly Point[] | number | null | undefined): readonly Point[] {
	return typeof points === 'object' && points !== null ? points : [{value: points}];
}

function writeLabels(labels: Labels): string {
	const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
	return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
	return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
