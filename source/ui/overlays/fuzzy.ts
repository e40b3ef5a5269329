/**
Returns how well a text matches a query: the lower, the better; `undefined` when it does not. Every word of the query must
occur in the text, or at least its letters in this order.
*/
export function fuzzyDistance(query: string, text: string): number | undefined {
	const lower = text.toLowerCase();
	let distance = 0;
	for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
		const found = wordDistance(word, lower);
		if (found === undefined) {
			return undefined;
		}

		distance += found;
	}

	return distance;
}

/** Distance of letters that are apart, which is more than that of any word that occurs. */
const apart = 10;

/** Maximum number of other letters between two letters of a word, on average. */
const maxGap = 1;

function wordDistance(word: string, text: string): number | undefined {
	const index = text.indexOf(word);
	if (index !== -1) {
		const isStart = index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '');
		return index === 0 ? 0 : isStart || text.includes(` ${word}`) ? 1 : 2;
	}

	let gaps = 0;
	let last = -1;
	for (const letter of word) {
		const next = text.indexOf(letter, last + 1);
		if (next === -1) {
			return undefined;
		}

		gaps += last === -1 ? 0 : next - last - 1;
		last = next;
	}

	return gaps > maxGap * word.length ? undefined : apart + gaps;
}
