import {Buffer} from 'node:buffer';

/** What is distinctive of every secret that `plant` makes: letters and digits, which no encoding but base64 and hex changes. */
const mark = 'x7Lk';

/** A secret of a place, with characters that mean something in URLs, JSON, shells and headers. */
export function plant(place: string): string {
	return `${mark}${place}Q9 p@ss/w:rd%25?#&+="'\\$`;
}

/** The same with characters alone that a token may have: blanks are none. */
export function plantToken(place: string): string {
	return `${mark}${place}Q9~p@ss/w:rd%25?#&+="'\\$`;
}

/** What is left of a secret in a text: in clear, percent-encoded, in JSON, in base64 at any offset, or in hexadecimal. */
export function leaksOf(places: readonly string[], text: string): readonly string[] {
	const lower = text.toLowerCase();
	return places.filter(place => {
		const core = `${mark}${place}Q9`;
		return (
			lower.includes(core.toLowerCase()) ||
			lower.includes(Buffer.from(core).toString('hex')) ||
			base64Forms(core).some(form => text.includes(form))
		);
	});
}

/** Wherever the text begins among the three bytes of a group; without the ends, which depend on what is beside it. */
function base64Forms(core: string): readonly string[] {
	return [0, 1, 2].map(offset =>
		Buffer.from('\0'.repeat(offset) + core)
			.toString('base64url')
			.slice(offset === 0 ? 0 : 4)
			.slice(0, -4),
	);
}
