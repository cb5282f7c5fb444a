#pragma once
#include "model/batch.h"
#include "model/budget.h"

#include <functional>
#include <span>
#include <string_view>

namespace tarascope {

/// Gives the bytes of a file that an input refers to, by its path from the folder of the input; an error where it is not
/// allowed or not there. Importers open no file themselves.
using ReadBeside = std::function<Result<std::string>(const std::string &path)>;

/// How sure a format is that a file is its own.
enum class Certainty { No, ByName, ByContent };

/// One import format: what people and `--as` call it, how it knows its files, how it reads them.
struct ImporterInfo {
    std::string_view name;  ///< "openapi"
    std::string_view title; ///< "OpenAPI 3.0 and 3.1 (JSON)"
    std::string_view files; ///< patterns for a file dialog: "*.json"
    /// Judges by the first bytes (up to 64 KiB) and the name of the file.
    Certainty (*detect)(std::string_view head, std::string_view file);
    Result<Batch> (*read)(std::string_view bytes, const std::string &file, const Budget &budget);
    /// The same for a format whose files refer to others; nullptr: none.
    Result<Batch> (*readWithOthers)(std::string_view bytes, const std::string &file, const Budget &budget,
                                    const ReadBeside &beside) = nullptr;
};

/// All formats, in the order of the alphabet.
std::span<const ImporterInfo> importers();
/// The format with this name; an unknown one is an error of kind Usage that lists the known ones.
Result<const ImporterInfo *> findImporter(std::string_view name);
/// The one format that knows the file. None or several are errors of kind Input that name the candidates: nothing is
/// guessed silently.
Result<const ImporterInfo *> detectImporter(std::string_view bytes, const std::string &file);

/// Reads with the named format, or with the detected one when `format` is empty. Without `beside` nothing is followed.
Result<Batch> readWithImporter(std::string_view bytes, const std::string &file, const std::string &format,
                               const Budget &budget, const ReadBeside &beside = {});

} // namespace tarascope
