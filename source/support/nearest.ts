/**
Returns the candidate that `word` is most likely a misspelling of; `undefined` when more than a third of the word would
be wrong.
*/
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
	const target = word.toLowerCase();
	const limit = Math.floor((target.length + 1) / 3);
	let best: {readonly candidate: string; readonly distance: number} | undefined;
	for (const candidate of candidates) {
		// The difference in length is a lower bound and avoids the table for long words.
		if (Math.abs(candidate.length - target.length) > limit) {
			continue;
		}

		const distance = editDistance(target, candidate.toLowerCase());
		if (distance <= limit && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) {
			best = {candidate, distance};
		}
	}

	return best?.candidate;
}

/** Returns `; did you mean "interval"?` or an empty text. A common `prefix` does not count as similarity. */
export function suggestion(word: string, candidates: Iterable<string>, prefix = ''): string {
	const names = [...candidates].filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length));
	const name = nearest(word.slice(prefix.length), names);
	return name === undefined ? '' : `; did you mean "${prefix}${name}"?`;
}

/** Returns the number of insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
function editDistance(left: string, right: string): number {
	let beforePrevious: readonly number[] = [];
	let previous: readonly number[] = Array.from({length: right.length + 1}, (_, index) => index);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		for (let column = 1; column <= right.length; column++) {
			const isSame = left[row - 1] === right[column - 1];
			const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
			current.push(
				Math.min(
					at(previous, column) + 1,
					at(current, column - 1) + 1,
					at(previous, column - 1) + (isSame ? 0 : 1),
					isSwap ? at(beforePrevious, column - 2) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}

		beforePrevious = previous;
		previous = current;
	}

	return at(previous, right.length);
}

function at(row: readonly number[], index: number): number {
	return row[index] ?? Number.POSITIVE_INFINITY;
}
