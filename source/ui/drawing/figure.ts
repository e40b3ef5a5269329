const unit = '(?:[kKMGTPE]?i?B(?:/s)?|[kMG]?b/s|[kMG]Hz|ms|°C|cores?|errors/s|drops/s)';

/**
Matches text that may be a number with units: `85.5%`, `12.50/16 cores`, `15.6 GiB/31.2 GiB`, `3d 04:12`, `2m 28s`.
*/
const candidates = new RegExp(
	`(?<![\\p{L}\\p{N}_.:/\\\\-])[+-]?(?:\\d+[dhm] )?\\d\\S*(?: ${unit}(?![\\p{L}\\p{N}])\\S*)*`,
	'gu',
);

const number = /^[+-]?(?:\d+[dhm] )?\d+(?:[.,:]\d+)*(?:e[+-]?\d+)?[%\u00B0A-Za-z]{0,6}(?:\/\S*)?[),;:.\]]*(?: |$)/;

/** Addresses and versions are names, as are `3f2a91` and `10-web`. */
const address = /^\d+\.\d+\.\d/;

/** Maximum length of a figure; `1023.5 GiB/1023.5 GiB` fits. */
const maxFigureLength = 40;

/** Returns the range of the number that a cut at `end` would split or that ends there; `undefined` if there is none. */
export function figureAt(text: string, end: number): {readonly start: number; readonly end: number} | undefined {
	// Text beyond that is not part of the figure, and a command line may be long.
	for (const {0: found, index} of text.slice(0, end + maxFigureLength).matchAll(candidates)) {
		if (index >= end) {
			return undefined;
		}

		if (index + found.length >= end && number.test(found) && !address.test(found)) {
			return {start: index, end: index + found.length};
		}
	}

	return undefined;
}

/**
Returns the figure and shorter variants of it: without the space before its unit, with a unit of one letter, without the
smaller units of a duration, and finally with fewer decimals.
*/
export function variantsOf(figure: string): readonly string[] {
	const steps: ReadonlyArray<(text: string) => string> = [
		text => text.replace(/(\d) (?=[\p{L}\u00B0%])/gu, '$1'),
		text => text.replace(/([kKMGTPE])(?:i?B\/s|i?B|b\/s)|B\/s/g, '$1'),
		text => text.replace(/(\d+d) \d\d:\d\d/, '$1'),
		...[4, 3, 2, 1, 0].map(max => (text: string) => withDecimals(text, max)),
	];
	const variants = [figure];
	let latest = figure;
	for (const step of steps) {
		const shorter = step(latest);
		if (shorter !== latest) {
			variants.push(shorter);
			latest = shorter;
		}
	}

	return variants;
}

/** Limits the decimals to `max`. Fractions of a second are truncated, because rounding could give sixty seconds. */
function withDecimals(text: string, max: number): string {
	return text.replace(/(:?)(\d+)\.(\d+)/g, (all: string, colon: string, whole: string, decimals: string) => {
		if (decimals.length <= max) {
			return all;
		}

		return colon === '' ? Number(all).toFixed(max) : `:${whole}${max === 0 ? '' : `.${decimals.slice(0, max)}`}`;
	});
}
