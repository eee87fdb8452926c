# shellcheck shell=bash
#
# What the scripts of the action say: sourced by each of them. They run on macOS too, whose bash is version 3.2.

# fail MESSAGE: says what is wrong and what to do, beside the run too, and ends the step.
fail() {
    local words=$1 percent='%' line_end=$'\n' return=$'\r'
    # GitHub would take what stands after a line end for another command.
    words=${words//"$percent"/%25}
    words=${words//"$return"/%0D}
    words=${words//"$line_end"/%0A}
    printf '::error title=Diglot::%s\n' "$words"
    exit 1
}
