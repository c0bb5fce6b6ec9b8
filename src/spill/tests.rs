//! What is kept aside comes back the same, however little of it fits into memory.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn aside(limit: usize) -> Aside {
    Aside {
        limit,
        ..Aside::default()
    }
}

#[test]
fn sizes_are_read_and_what_is_none_is_told() {
    let bytes = |text: &str| text.parse::<Memory>().map(Memory::bytes);
    assert_eq!(bytes("64MiB"), Ok(64 << 20));
    assert_eq!(bytes("2 GiB"), Ok(2 << 30));
    assert_eq!(bytes("64M"), Ok(64_000_000));
    for wrong in ["", "much", "64X", "-1G"] {
        assert!(bytes(wrong).unwrap_err().contains("such as 64M"), "{wrong}");
    }
    assert!(bytes("10k").unwrap_err().contains("at least 1MiB"));
    assert_eq!(Memory::default().to_string().parse(), Ok(Memory::default()));
}

#[test]
fn nothing_of_it_has_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut spool = Spool::new(&Aside::new(folder.path(), 8));
    for thing in 0..100_u32 {
        spool.push(&thing).unwrap();
    }
    assert!(spool.is_aside());
    if cfg!(unix) {
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_spool_gives_back_what_it_was_given(
        things in prop::collection::vec(".{0,20}", 0..60),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..60),
        limit in 0..400_usize,
    ) {
        let mut spool = Spool::new(&aside(limit));
        let mut addresses = Vec::new();
        for (number, thing) in things.iter().enumerate() {
            addresses.push(spool.push(thing).unwrap());
            // Between two writings.
            prop_assert_eq!(&spool.get(addresses[number / 2]).unwrap(), &things[number / 2]);
        }
        for index in order.iter().filter(|_| !things.is_empty()) {
            let number = index.index(things.len());
            prop_assert_eq!(&spool.get(addresses[number]).unwrap(), &things[number]);
        }
        let (mut read, mut address) = (Vec::new(), 0);
        while let Some((thing, next)) = spool.next(address).unwrap() {
            read.push(thing);
            address = next;
        }
        prop_assert_eq!(read, things);
    }

    #[test]
    fn pairs_come_back_sorted(
        mut pairs in prop::collection::vec((0..9_u64, any::<u64>()), 0..300),
        limit in 0..2000_usize,
    ) {
        let mut sorter = Sorter::new(&aside(limit));
        for (key, value) in &pairs {
            sorter.push(*key, *value).unwrap();
        }
        let sorted: Vec<_> = sorter.sorted().unwrap().map(Result::unwrap).collect();
        pairs.sort_unstable();
        prop_assert_eq!(sorted, pairs);
    }

    #[test]
    fn values_of_a_key_are_summed(
        pairs in prop::collection::vec((0..40_u64, 0..100_u64), 0..300),
        limit in 0..2000_usize,
    ) {
        let mut sorter = Sorter::summing(&aside(limit));
        let mut sums = BTreeMap::new();
        for (key, value) in pairs {
            sorter.push(key, value).unwrap();
            *sums.entry(key).or_insert(0) += value;
        }
        let sorted: BTreeMap<_, _> = sorter.sorted().unwrap().map(Result::unwrap).collect();
        prop_assert_eq!(sorted, sums);
    }
}

/// So many stretches that what was merged is merged again.
#[test]
fn many_stretches_are_merged_by_and_by() {
    for sums in [false, true] {
        let aside = aside(0);
        let mut sorter = match sums {
            true => Sorter::summing(&aside),
            false => Sorter::new(&aside),
        };
        let mut random = fastrand::Rng::with_seed(3);
        let mut pairs: Vec<(u64, u64)> = Vec::new();
        for _ in 0..10_000 {
            pairs.push((random.u64(..4000), random.u64(..9)));
        }
        for (key, value) in &pairs {
            sorter.push(*key, *value).unwrap();
        }
        let sorted: Vec<_> = sorter.sorted().unwrap().map(Result::unwrap).collect();
        pairs.sort_unstable();
        let by_key = pairs.chunk_by(|one, next| one.0 == next.0);
        let summed = by_key.map(|same| (same[0].0, same.iter().map(|(_, value)| value).sum()));
        let summed: Vec<(u64, u64)> = summed.collect();
        assert_eq!(sorted, if sums { summed } else { pairs });
    }
}
