//! Cutting out of the browser module what the portal never runs but the linker cannot know to be dead.
//!
//! Every view carries a second, asynchronous way to hydrate, reachable through its table of methods and used only by
//! `hydrate_lazy`. The portal hydrates by `hydrate_body`, so those bodies are replaced by a trap, and whatever only they
//! called goes with them. Were one ever run, the page would report an error, which every journey watches for.

use anyhow::{Context, Result};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module, ModuleConfig};

/// What the name of a function to be cut contains.
const DEAD: &str = "hydrate_async";

/// What it must not contain: the compiler folds equal destructors of living and dead code into one.
const SHARED: &str = "drop_in_place";

/// Smaller bodies may be folded with living ones too, and are not worth it.
const WORTH_INSTRUCTIONS: u64 = 40;

/// Reads a module and replaces its dead bodies.
pub(crate) fn parse_without_dead_paths(bytes: &[u8]) -> Result<Module> {
    // The code comes from the compiler, whose newest features the reader may not know how to check.
    let mut module = ModuleConfig::new()
        .strict_validate(false)
        .generate_dwarf(false)
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(bytes)
        .context("the module could not be read")?;
    let dead: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .filter(|(id, function)| {
            module.funcs.get(*id).name.as_deref().is_some_and(is_dead) && function.size() >= WORTH_INSTRUCTIONS
        })
        .map(|(id, _)| id)
        .collect();
    for id in &dead {
        let trap = trap(&mut module, *id);
        module.funcs.get_mut(*id).kind = FunctionKind::Local(trap);
    }
    eprintln!("  {} bodies of asynchronous hydration cut", dead.len());
    Ok(module)
}

fn is_dead(name: &str) -> bool {
    name.contains(DEAD) && !name.contains(SHARED)
}

/// Returns a body of the same type that only traps.
fn trap(module: &mut Module, id: FunctionId) -> LocalFunction {
    let kind = module.types.get(module.funcs.get(id).ty());
    let (params, results) = (kind.params().to_vec(), kind.results().to_vec());
    let arguments = params.iter().map(|param| module.locals.add(*param)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    builder.func_body().unreachable();
    builder.local_func(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_asynchronous_hydration_are_dead_and_shared_destructors_are_not() {
        assert!(is_dead(
            "_ZN6tachys4view13hydrate_async28_$u7b$$u7b$closure$u7d$$u7d$17h1E"
        ));
        assert!(!is_dead(
            "_ZN4core3ptr..drop_in_place$LT$tachys..hydrate_async..$u7b$closure$u7d$$GT$17h1E"
        ));
        assert!(!is_dead("_ZN6tachys4view7hydrate17h1E"));
    }
}
