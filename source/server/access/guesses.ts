import {createAddressMap} from '../limits/address-map.js';
import {createTokenBucket, type TokenBucket} from '../limits/token-bucket.js';

/** The number of wrong tokens that one address may try at once, and the rate of further attempts. */
const burst = 10;
const perSecond = 0.2;

/** A limit that slows down clients that guess tokens. */
export type Guesses = {
	/** Returns the seconds until the address may try another token; 0 if it may try now. */
	wait(address: string, nowMs: number): number;
	/** Counts a wrong token. A repeated token is not counted: a client with an outdated token keeps sending it. */
	note(address: string, digest: Buffer, nowMs: number): void;
};

type Guesser = {readonly bucket: TokenBucket; readonly tried: Set<string>};

export function createGuesses(): Guesses {
	const guessers = createAddressMap<Guesser>(({bucket}, nowMs) => bucket.isFull(nowMs));

	return {
		wait: (address, nowMs) => guessers.get(address)?.bucket.wait(1, nowMs) ?? 0,
		note(address, digest, nowMs) {
			const {bucket, tried} = guessers.getOrCreate(address, nowMs, () => ({
				bucket: createTokenBucket({capacity: burst, refillPerSecond: perSecond}, nowMs),
				tried: new Set(),
			}));
			const key = digest.toString('base64', 0, 9);
			if (!tried.has(key)) {
				bucket.take(1, nowMs);
				tried.add(key);
			}

			const [oldest] = tried;
			if (oldest !== undefined && tried.size > 2 * burst) {
				tried.delete(oldest);
			}
		},
	};
}
