/** The indexes of the 32-bit header words. Two slots of equal size follow the header. */
const head = {
	/** A constant that identifies the memory. */
	mark: 0,
	/** The number of the latest edition, counted from 1. After the end, its complement, which is negative. */
	published: 1,
	/** The number of the edition whose writing began last. */
	begun: 2,
	/** The length of the edition in each slot, in bytes. */
	lengths: 3,
	end: 5,
} as const;

const mark = 0x6d_74_75_31;

/** Creates shared memory in which one thread publishes editions of up to `slotBytes` bytes that other threads read. */
export function createDoubleBuffer(slotBytes: number): SharedArrayBuffer {
	const memory = new SharedArrayBuffer((head.end + 2 * Math.ceil(slotBytes / 4)) * 4);
	new Int32Array(memory)[head.mark] = mark;
	return memory;
}

/** The writing side of a double buffer. Only one thread may use it. */
export type Publisher = {
	/** Publishes an edition. Returns `false`, without any change, if it is too long. */
	publish(bytes: Uint8Array): boolean;
	/** Marks the latest edition as the last one. */
	end(): void;
};

/** A published edition, numbered from 1. */
export type Edition = {readonly number: number; readonly bytes: Uint8Array};

/** The reading side of a double buffer, for any thread. */
export type Subscriber = {
	/** Returns the number of the latest edition; 0 before the first. */
	latest(): number;
	hasEnded(): boolean;
	/** Returns the latest complete edition; `undefined` before the first. */
	read(): Edition | undefined;
	/** Resolves when there is another edition than the given one, at the end, or on `wake`. */
	changeSince(number: number): Promise<void>;
	/** Ends all waits, also of other threads, which then check for a new edition and wait again. */
	wake(): void;
};

/**
Opens the writing side. Editions are written to the two slots alternately, so that the latest one is not changed while the
next one is written: neither side waits for the other, and if the writer is terminated, the latest edition stays intact.
*/
export function openPublisher(memory: SharedArrayBuffer): Publisher {
	const words = new Int32Array(memory);
	let number = 0;

	return {
		publish(bytes) {
			const [slot, slotWords] = slotOf(words, number + 1);
			if (bytes.length > slotWords * 4) {
				return false;
			}

			number += 1;
			Atomics.store(words, head.begun, number);
			// Word by word: plain writes may become visible in another order than the header words, and the edition would be
			// torn.
			const copy = new Int32Array(Math.ceil(bytes.length / 4));
			new Uint8Array(copy.buffer).set(bytes);
			copy.forEach((word, index) => {
				Atomics.store(words, slot + index, word);
			});

			Atomics.store(words, head.lengths + (number & 1), bytes.length);
			Atomics.store(words, head.published, number);
			Atomics.notify(words, head.published);
			return true;
		},
		end() {
			Atomics.store(words, head.published, ~number);
			Atomics.notify(words, head.published);
		},
	};
}

/** Opens the reading side. Throws if the memory is not a double buffer. */
export function openSubscriber(memory: SharedArrayBuffer): Subscriber {
	if (!(memory instanceof SharedArrayBuffer) || memory.byteLength < head.end * 4) {
		throw new TypeError('memory must be the memory of shareSamples');
	}

	const words = new Int32Array(memory);
	if (words[head.mark] !== mark) {
		throw new TypeError('memory must be the memory of shareSamples');
	}

	const latest = (): number => {
		const published = Atomics.load(words, head.published);
		return published < 0 ? ~published : published;
	};

	return {
		latest,
		hasEnded: () => Atomics.load(words, head.published) < 0,
		read() {
			for (;;) {
				const number = latest();
				if (number === 0) {
					return undefined;
				}

				const [slot] = slotOf(words, number);
				const length = Atomics.load(words, head.lengths + (number & 1));
				const copy = new Int32Array(Math.ceil(length / 4));
				for (let index = 0; index < copy.length; index++) {
					copy[index] = Atomics.load(words, slot + index);
				}

				// The edition after the next one uses the slot again.
				if (Atomics.load(words, head.begun) < number + 2) {
					return {number, bytes: new Uint8Array(copy.buffer, 0, length)};
				}
			}
		},
		async changeSince(number) {
			// The wait begins only if the latest edition is still the given one.
			const wait = Atomics.waitAsync(words, head.published, number);
			await wait.value;
		},
		wake() {
			Atomics.notify(words, head.published);
		},
	};
}

/** Returns the first word of the slot of an edition, and the number of its words. */
function slotOf(words: Int32Array, number: number): readonly [begin: number, words: number] {
	const slotWords = (words.length - head.end) / 2;
	return [head.end + (number & 1) * slotWords, slotWords];
}
