//! Tasks as they are made: those of a long document are packed until all are there, since beside its text they would be
//! the most of what is in memory.

use super::record::Task;
use crate::spill;
use std::io::{self, BufRead, Write};

/// Tasks that are packed together; most documents have fewer.
const AT_ONCE: usize = 4096;

/// Tasks in order.
#[derive(Debug)]
pub struct Shelf {
    packed: Vec<Vec<u8>>,
    /// Those that came last.
    open: Vec<Task>,
    at_once: usize,
}

impl Default for Shelf {
    fn default() -> Self {
        Self::packing(AT_ONCE)
    }
}

impl Shelf {
    /// A shelf that packs so many tasks together.
    fn packing(at_once: usize) -> Self {
        Self {
            packed: Vec::new(),
            open: Vec::new(),
            at_once,
        }
    }

    /// Adds a task.
    pub fn push(&mut self, task: Task) {
        self.open.push(task);
        if self.open.len() == self.at_once {
            // What cannot be packed stays as it is, and all that follows with it.
            if let Ok(packed) = pack(&self.open) {
                self.packed.push(packed);
                self.open.clear();
            }
        }
    }

    /// All of them.
    ///
    /// # Errors
    /// None that can be expected of what was packed a moment ago.
    pub fn tasks(self) -> io::Result<Vec<Task>> {
        if self.packed.is_empty() {
            return Ok(self.open);
        }
        let mut tasks = Vec::with_capacity(self.packed.len() * self.at_once + self.open.len());
        for packed in self.packed {
            unpack(&packed, &mut tasks)?;
        }
        tasks.extend(self.open);
        Ok(tasks)
    }
}

/// One task a line, as JSON.
fn pack(tasks: &[Task]) -> io::Result<Vec<u8>> {
    let mut packed = spill::pack(|to| {
        for task in tasks {
            serde_json::to_writer(&mut *to, task)?;
            to.write_all(b"\n")?;
        }
        Ok(())
    })?;
    packed.shrink_to_fit();
    Ok(packed)
}

fn unpack(packed: &[u8], tasks: &mut Vec<Task>) -> io::Result<()> {
    let mut lines = spill::unpack(packed);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let mut task: Task = serde_json::from_slice(&line)?;
        line.clear();
        // Lists that were read have room for four.
        task.path.shrink_to_fit();
        task.dimensions.shrink_to_fit();
        task.agencies.shrink_to_fit();
        task.deadlines.shrink_to_fit();
        tasks.push(task);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::record::{Assignment, DeadlineEntry};
    use crate::span::OriginalSpan;
    use crate::value::confidence::Confidence;
    use crate::value::{Level, Role};

    fn task(number: usize) -> Task {
        let span = OriginalSpan {
            start: number,
            end: number + 9,
            line: 3,
        };
        let agency = Assignment {
            name: "Phòng Nội vụ".to_string(),
            level: Some(Level::District),
            role: Role::Lead,
            generic: false,
            known: number.is_multiple_of(2),
            text: "Phòng \"Nội vụ\"".to_string(),
            span,
            rule: "role/lead".to_string(),
            confidence: Confidence::of(0.917),
        };
        let deadline = DeadlineEntry {
            value: "by 2025-11-15".to_string(),
            kind: "by".to_string(),
            start: None,
            end: Some("2025-11-15".to_string()),
            every: None,
            inferred: vec!["year".to_string()],
            text: "trước\nngày 15/11".to_string(),
            span,
            rule: "deadline/before-day".to_string(),
            confidence: Confidence::default(),
        };
        Task {
            id: format!("T{number:03}"),
            text: "- Rà soát,\r\ncông khai 🙂".to_string(),
            span,
            path: vec!["II".to_string(), "-".to_string()],
            annex: number.is_multiple_of(3),
            dimensions: vec!["PAPI-2".to_string()],
            agencies: vec![agency; number % 3],
            deadlines: vec![deadline; number % 2],
            rule: "task/item".to_string(),
            confidence: Confidence::of(0.5),
        }
    }

    #[test]
    fn tasks_come_back_in_order_and_as_they_were() {
        let all: Vec<Task> = (0..13).map(task).collect();
        for at_once in [1, 4, 5, 13, 100] {
            let mut shelf = Shelf::packing(at_once);
            all.iter().cloned().for_each(|task| shelf.push(task));
            assert_eq!(shelf.packed.len(), 13 / at_once);
            assert_eq!(shelf.tasks().unwrap(), all);
        }
    }
}
