/** Before every name, so that nothing is counted twice beside a node_exporter. */
const prefix = 'montui_';

/** What tells the series of a metric from each other: `{mount: '/data'}`. */
export type Labels = Readonly<Record<string, string>>;

/** The family that has a number of a message: its name, and what it is if not a gauge that the number's description explains. */
export type Exported =
	| string
	| {
			readonly name: string;
			readonly type?: 'counter';
			/** Where several numbers are in one family. */
			readonly help?: string;
			readonly labels?: Labels;
	  };

/** As Prometheus shows it. */
export function prometheusName(exported: Exported): string {
	if (typeof exported === 'string') {
		return `${prefix}${exported}`;
	}

	return `${prefix}${exported.name}${exported.type === 'counter' ? '_total' : ''}`;
}

/** One series of a metric, as it is now. */
export type Point = {
	readonly labels?: Labels;
	/** What is not known is left out, never 0. */
	readonly value: number | null | undefined;
};

/** A metric of Prometheus with all its series. Names follow its practice: base units, shares of 1, `_total` for counters. */
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

/** Nothing for a family of which nothing is known. */
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
