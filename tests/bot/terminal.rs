//! The program behind a pipe of which nobody reads the end.

use std::process::{Command, Stdio};

use serde_json::json;

fn with_a_reader_who_stops(arguments: &[&str]) -> (Option<i32>, String) {
    let program =
        if arguments[0] == "demo" { env!("CARGO_BIN_EXE_heterdaad-demo") } else { env!("CARGO_BIN_EXE_heterdaad") };
    let mut child =
        Command::new(program).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Closed before anything is read of it.
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn no_command_panics_when_its_reader_stops() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("many.json");
    let changes: Vec<_> = (0..5_000).map(|n| json!({ "field": format!("veld{n}"), "value": {} })).collect();
    std::fs::write(&file, json!({ "entry": [{ "changes": changes }] }).to_string()).unwrap();
    let file = file.to_str().unwrap();
    for arguments in
        [vec!["commands"], vec!["gemeenten"], vec!["explain-webhook", file], vec!["--help"], vec!["demo", "--script"]]
    {
        let (code, errors) = with_a_reader_who_stops(&arguments);
        assert!(!errors.contains("panicked"), "{arguments:?}: {errors}");
        assert_eq!(code, Some(0), "{arguments:?}: {errors}");
    }
}
