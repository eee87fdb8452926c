//! `diglot new` as those who call it see it: what it makes, what it refuses, and that it leaves nothing
//! half made.

#![expect(clippy::disallowed_methods, reason = "tests lay out folders and look into them")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

/// A folder to call the program in.
struct Place(TempDir);

/// What a run of the program came to.
struct Run {
    code: Option<i32>,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("there is room for a folder"))
    }

    /// A site with a section, a work and an entry.
    fn site() -> Self {
        let place = Self::new();
        let text = "---\ntitle: Plan\n---\nEin Satz.\n";
        place.write("site.yaml", "title: Probe\nlanguages: {original: de, glosses: [en]}\n");
        place.write("content/articles/plan.de.md", text);
        place.write("content/glossary/team.de.md", "---\nterm: Team\n---\nEin Team.\n");
        place
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).expect("it is there")
    }

    fn run(&self, words: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
        let words = words.split(' ').map(|word| word.replace('·', " ").replace("EMPTY", ""));
        let output = command.arg("new").args(words).current_dir(self.0.path()).env("NO_COLOR", "1").output();
        let output = output.expect("the program was built with the tests");
        Run {
            code: output.status.code(),
            err: String::from_utf8(output.stderr).expect("the program writes UTF-8"),
        }
    }

    /// The paths of all files, sorted.
    fn files(&self) -> Vec<String> {
        let all = WalkDir::new(self.0.path()).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = all.filter(|file| file.file_type().is_file());
        let below = |path: &Path| {
            let below = path.strip_prefix(self.0.path()).expect("below");
            below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
        };
        files.map(|file| below(file.path())).collect()
    }

    /// That a run is wrong usage, says so, and makes nothing.
    fn refuses(&self, words: &str, said: &str) {
        let before = self.files();
        let run = self.run(words);
        assert_eq!(run.code, Some(2), "new {words}: {}", run.err);
        assert!(run.err.contains(said) && run.err.contains("help:"), "new {words}: {}", run.err);
        assert_eq!(self.files(), before, "new {words}");
    }

    fn makes(&self, words: &str, path: &str, said: &str) {
        let run = self.run(words);
        assert_eq!(run.code, Some(0), "new {words}: {}", run.err);
        assert!(self.files().iter().any(|file| file == path), "new {words}: {:?}", self.files());
        assert!(run.err.contains(said), "new {words}: {}", run.err);
    }
}

#[test]
fn a_site_is_made_whole_or_not_at_all() {
    let place = Place::new();
    place.refuses("site x --original de --gloss de", "the language `de` is named twice");
    place.refuses("site x --gloss en --gloss en", "the language `en` is named twice");
    place.write("file", "mine");
    place.refuses("site file", "file is a file");
    place.write("pages/content/index.en.md", "mine");
    place.refuses("site pages", "index.en.md is there already");
    place.makes("site a·talk", "a talk/site.yaml", "now: cd 'a talk' && diglot serve --watch --open");
    place.refuses("site a·talk", "holds a site already");
}

#[test]
fn a_new_site_can_be_published() {
    let place = Place::new();
    place.makes("site a·talk", "a talk/.github/workflows/pages.yml", "choose “GitHub Actions”");
    let workflow = place.read("a talk/.github/workflows/pages.yml");
    assert!(workflow.contains("uses: OWNER/diglot@v0}"), "{workflow}");
    assert!(place.read("a talk/README.md").starts_with("# a talk\n"));
    for file in ["README.md", ".github/workflows/pages.yml"] {
        let text = place.read(&format!("a talk/{file}"));
        let unfilled = ["TITLE", "REPOSITORY", "ACTION"].iter().any(|name| text.contains(name));
        assert!(!unfilled && text.contains("https://github.com/OWNER/diglot/blob/main/docs/"), "{text}");
    }
}

#[test]
fn what_a_repository_has_beside_its_site_stays() {
    let place = Place::new();
    for file in [".gitignore", "README.md", ".github/workflows/pages.yml"] {
        place.write(&format!("talk/{file}"), "mine");
    }
    place.makes("site talk", "talk/content/index.en.md", "add a line `/public/` to it");
    for file in [".gitignore", "README.md", ".github/workflows/pages.yml"] {
        assert_eq!(place.read(&format!("talk/{file}")), "mine", "{file}");
    }
}

/// GitHub would not read it there.
#[test]
fn within_a_larger_repository_no_workflow_is_made() {
    let place = Place::new();
    place.write("all/.git/HEAD", "ref: refs/heads/main\n");
    place.makes("site all/talk", "all/talk/README.md", "publishing.md#a-site-in-a-folder");
    assert!(!place.files().iter().any(|file| file.ends_with("pages.yml")), "{:?}", place.files());
    place.write("own/.git/HEAD", "ref: refs/heads/main\n");
    place.makes("site own", "own/.github/workflows/pages.yml", "choose “GitHub Actions”");
}

#[test]
fn names_that_no_work_can_have_are_wrong_usage() {
    let place = Place::site();
    for name in ["../../evil", "EMPTY", "articles//x", "_drafts/x", "articles\\x"] {
        place.refuses(&format!("work {name}"), "cannot be a work's key");
    }
    place.refuses("work articles", "articles is a section already");
    place.refuses("work articles/", "articles is a section already");
    place.refuses("work articles/plan", "there is a work articles/plan already");
    place.refuses("work articles/PLAN", "differ only in case");
    place.refuses("work articles/index", "would not be read as the work articles/index");
    place.refuses("work de/x", "`de` in `de/x` is a language");
    place.refuses("work en/y", "name the work without it: y");
    place.refuses("work articles/x.en.md", "is the name of a text in `en`");
    place.refuses("entry team", "there is a work glossary/team already");
}

#[test]
fn a_work_may_be_named_by_its_file() {
    let place = Place::site();
    place.makes(
        "work content/articles/neu.de.md",
        "content/articles/neu.de.md",
        "diglot new gloss articles/neu",
    );
    place.makes("work ein·wort", "content/ein wort.de.md", "diglot new gloss 'ein wort' ");
}

#[test]
fn an_entry_is_named_by_its_words_and_its_file_by_their_slug() {
    let place = Place::site();
    place.makes(
        "entry Große·Ähre",
        "content/glossary/große-ähre.de.md",
        "diglot new gloss glossary/große-ähre ",
    );
    assert!(place.read("content/glossary/große-ähre.de.md").contains("term: \"Große Ähre\"\n"));
    place.makes("entry scaling-team", "content/glossary/scaling-team.de.md", "made");
    assert!(place.read("content/glossary/scaling-team.de.md").contains("term: \"Scaling-team\"\n"));
    place.refuses("entry große-ähre", "there is a work glossary/große-ähre already");
    place.refuses("entry ++", "has no letter to name a file by");
}

#[test]
fn a_gloss_is_of_a_work_and_in_a_language_of_the_site() {
    let place = Place::site();
    place.refuses("gloss nope -l en", "there is no work `nope`");
    place.refuses("gloss plan -l fr", "does not list the language `fr`");
    place.makes("gloss plan -l en", "content/articles/plan.en.md", "made");
    place.refuses("gloss plan -l en", "is there already");
}

#[test]
fn where_no_site_is_nothing_can_be_made() {
    let run = Place::new().run("work articles/x");
    assert_eq!(run.code, Some(3), "{}", run.err);
}
